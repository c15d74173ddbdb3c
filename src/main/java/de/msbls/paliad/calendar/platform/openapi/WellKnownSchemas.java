package de.msbls.paliad.calendar.platform.openapi;

import de.msbls.paliad.calendar.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Schemas that no resource method mentions, or that the generator spells in its own way. */
final class WellKnownSchemas {

    static final String PROBLEM = "#/components/schemas/Problem";

    private WellKnownSchemas() {}

    static void addTo(Components components) {
        components.addSchema("UUID", string("uuid"));
        components.addSchema("Problem", problem());
        components.addSchema("FieldError", fieldError());
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("A problem document (RFC 9457)")
                .addProperty("type", problemType())
                .addProperty("title", string())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", string())
                .addProperty("errors", list("#/components/schemas/FieldError"))
                .addProperty("error_code", string().description("Of a calendar server's refusal: its cause"))
                .required(List.of("type", "title", "status"));
    }

    /** No enumeration: a generated client would refuse the whole document when a kind is added. */
    private static Schema problemType() {
        Schema type =
                string().description("Stable; programs may branch on it, and must take others for the same status's");
        type.addExtension(
                "x-extensible-enum",
                Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList());
        return type;
    }

    private static Schema fieldError() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("field", string().description("The member's name; empty for the body as a whole"))
                .addProperty("message", string())
                .required(List.of("field", "message"));
    }

    static Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    static Schema string(String format) {
        return string().format(format);
    }

    private static Schema list(String item) {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref(item));
    }
}
