package de.msbls.paliad.calendar.platform.openapi;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Query parameters are read as text, so that a bad one is a 400; here stands what the text must be. */
final class Parameters {

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_SEARCH = 500;
    private static final int MAX_KEY = 255;
    private static final List<Object> ITEM_STATES = List.of("suppressed", "quarantined");
    private static final List<Object> CONNECTION_STATES = List.of(
            "pending",
            "connected",
            "waiting",
            "password_needed",
            "password_refused",
            "tls_failed",
            "not_usable",
            "paused");

    private Parameters() {}

    static void describe(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> describe(operation, parameter));
        }
    }

    private static void describe(Operation operation, Parameter parameter) {
        switch (parameter.getName()) {
            case "limit" -> describe(parameter, limit(), "How many items a page has at most");
            case "cursor" -> describe(parameter, WellKnownSchemas.string(), "next_cursor of the page before");
            case "from", "to" ->
                describe(parameter, WellKnownSchemas.string(), "A date (its midnight in UTC), or an RFC 3339 time");
            case "q" ->
                describe(
                        parameter,
                        WellKnownSchemas.string().maxLength(MAX_SEARCH),
                        "A part of the title, in upper or lower case");
            case "project_id" -> describe(parameter, WellKnownSchemas.string("uuid"), "Of this project alone");
            case "parent_id" -> describe(parameter, WellKnownSchemas.string("uuid"), "Children of this project");
            case "binding_id" -> describe(parameter, WellKnownSchemas.string("uuid"), "Of this binding alone");
            case "resolved" ->
                describe(parameter, condition(), "Only those that are resolved, or only those that are not");
            case "state" ->
                describe(
                        parameter,
                        WellKnownSchemas.string()
                                .enumeration(
                                        operation.getOperationId().equals("listTroubledConnections")
                                                ? CONNECTION_STATES
                                                : ITEM_STATES),
                        "Only those that are so");
            case "user_id" -> {
                if (parameter.getIn() == Parameter.In.QUERY) {
                    describe(parameter, WellKnownSchemas.string("uuid"), "What this user has, whoever changed it");
                }
            }
            case "all" -> describe(parameter, flag(), "Every project of the firm; for admins");
            case "keep_remote" -> describe(parameter, flag(), "Leave on the server what stands there");
            case "If-Match" ->
                describe(
                        parameter,
                        WellKnownSchemas.string(),
                        "The ETag that the change is meant for; a stale one: 412");
            case "Idempotency-Key" ->
                describe(
                        parameter,
                        WellKnownSchemas.string().minLength(1).maxLength(MAX_KEY),
                        "Any name for this request, printable ASCII, that no other has. With it the request may be repeated, as when"
                                + " its answer got lost: for a day by default it makes nothing again, and answers with what"
                                + " it made, as that is now.");
            default -> {
                // path parameters describe themselves
            }
        }
    }

    private static void describe(Parameter parameter, Schema schema, String description) {
        parameter.schema(schema).description(description);
    }

    private static Schema limit() {
        return OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(MAX_LIMIT))
                .defaultValue(DEFAULT_LIMIT);
    }

    private static Schema flag() {
        return condition().defaultValue(false);
    }

    private static Schema condition() {
        return OASFactory.createSchema().addType(SchemaType.BOOLEAN);
    }
}
