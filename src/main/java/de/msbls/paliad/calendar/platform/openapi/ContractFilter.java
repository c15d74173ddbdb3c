package de.msbls.paliad.calendar.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.IndexView;

/** Completes the document: nullability, lengths, parameters, entity tags and every problem that an operation may have. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

    private final RecordSchemas records;

    public ContractFilter(IndexView index) {
        this.records = new RecordSchemas(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().getSchemas().forEach(records::complete);
        WellKnownSchemas.addTo(document.getComponents());
        ProblemResponses.addTo(document.getComponents());
        document.getPaths().getPathItems().forEach(ContractFilter::complete);
    }

    private static void complete(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            Parameters.describe(operation);
            ProblemResponses.addTo(path, method, operation);
            EntityTagHeaders.addTo(item, method, operation);
        });
    }
}
