package de.msbls.paliad.calendar.platform.openapi;

import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What can be patched has a version: its ETag comes with every representation of it. */
final class EntityTagHeaders {

    private static final Set<String> CREATIONS = Set.of("createBinding", "createAppointment", "createProject");

    private EntityTagHeaders() {}

    static void addTo(PathItem item, HttpMethod method, Operation operation) {
        if (item.getPATCH() != null && method != HttpMethod.DELETE) {
            addTo(operation.getResponses().getAPIResponse("200"));
        }
        if (CREATIONS.contains(operation.getOperationId())) {
            APIResponse created = operation.getResponses().getAPIResponse("201");
            addTo(created);
            created.addHeader("Location", header("Where it is"));
        }
    }

    private static void addTo(APIResponse response) {
        response.addHeader("ETag", header("The version, for If-Match"));
    }

    private static Header header(String description) {
        return OASFactory.createHeader().description(description).schema(WellKnownSchemas.string());
    }
}
