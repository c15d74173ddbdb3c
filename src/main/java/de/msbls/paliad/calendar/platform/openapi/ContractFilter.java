package de.msbls.paliad.calendar.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.IndexView;

/** Completes the document: nullability, lengths, parameters, entity tags, every problem that an operation may have, and examples. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

    private final RecordSchemas records;

    public ContractFilter(IndexView index) {
        this.records = new RecordSchemas(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().getSchemas().forEach(records::complete);
        PageSchemas.rename(document);
        WellKnownSchemas.addTo(document.getComponents());
        ProblemResponses.addTo(document.getComponents());
        Tags.describe(document.getTags());
        document.addServer(OASFactory.createServer().url("/").description("Where this document comes from"));
        Examples examples = new Examples(document.getComponents());
        document.getPaths().getPathItems().forEach((path, item) -> complete(path, item, examples));
    }

    private static void complete(String path, PathItem item, Examples examples) {
        item.getOperations().forEach((method, operation) -> {
            Parameters.describe(operation);
            ProblemResponses.addTo(path, method, operation);
            EntityTagHeaders.addTo(item, method, operation);
            examples.addTo(operation);
        });
    }
}
