package de.msbls.paliad.calendar.platform.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Pages by what is on them: a generated client has a class of each schema's name, and the scanner's are those of our generics. */
final class PageSchemas {

    private static final String GENERIC = "Page";
    private static final String REFERENCE = "#/components/schemas/";

    private PageSchemas() {}

    static void rename(OpenAPI document) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Schema> schemas = new LinkedHashMap<>();
        document.getComponents().getSchemas().forEach((name, schema) -> {
            names.put(name, name.startsWith(GENERIC) ? itemOf(schema) + GENERIC : name);
            schemas.put(names.get(name), schema);
        });
        document.getComponents().setSchemas(schemas);
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .forEach(operation -> rename(operation, names));
    }

    private static String itemOf(Schema page) {
        Schema items = Objects.requireNonNull(page.getProperties().get("items"));
        return nameIn(items.getItems().getRef());
    }

    private static void rename(Operation operation, Map<String, String> names) {
        operation.getResponses().getAPIResponses().values().stream()
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().getMediaTypes().values().stream())
                .map(MediaType::getSchema)
                .filter(schema -> schema.getRef() != null)
                .forEach(schema -> schema.setRef(REFERENCE + names.get(nameIn(schema.getRef()))));
    }

    private static String nameIn(String reference) {
        return reference.substring(REFERENCE.length());
    }
}
