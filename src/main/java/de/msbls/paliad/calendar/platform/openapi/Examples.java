package de.msbls.paliad.calendar.platform.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** What every operation takes and answers, shown: those of records stand in a file, by their schema. */
final class Examples {

    private static final String FILE = "openapi-examples.json";

    private final Map<String, Schema> schemas;
    private final Map<String, Object> byName;

    Examples(Components components) {
        this.schemas = components.getSchemas();
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            this.byName = new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    void addTo(Operation operation) {
        if (operation.getRequestBody() != null) {
            addTo(operation.getRequestBody().getContent());
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> addTo(response.getContent()));
    }

    private void addTo(@Nullable Content content) {
        if (content != null) {
            content.getMediaTypes().values().stream()
                    .filter(type -> type.getExample() == null)
                    .forEach(type -> type.setExample(of(type.getSchema())));
        }
    }

    private Object of(Schema schema) {
        if (schema.getRef() != null) {
            return of(schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1));
        }
        return List.of(of(schema.getItems()));
    }

    private Object of(String name) {
        Object example = byName.get(name);
        return example == null ? lastPage(name) : example;
    }

    private Object lastPage(String name) {
        Schema page = schemas.get(name);
        Schema items = page == null || page.getProperties() == null
                ? null
                : page.getProperties().get("items");
        if (items == null) {
            throw new IllegalStateException(FILE + " has no example of " + name);
        }
        Map<String, @Nullable Object> example = new LinkedHashMap<>();
        example.put("items", of(items));
        example.put("next_cursor", null);
        return example;
    }
}
