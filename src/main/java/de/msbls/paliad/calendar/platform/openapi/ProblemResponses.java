package de.msbls.paliad.calendar.platform.openapi;

import de.msbls.paliad.calendar.platform.problem.Problem;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Which problems an operation may end with, each as a problem document. */
final class ProblemResponses {

    private static final Map<String, String> DESCRIPTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("400", "The request is not valid; errors names the fields"),
            Map.entry("401", "No valid bearer token"),
            Map.entry("403", "Not allowed, or a user whom the firm does not know"),
            Map.entry("404", "Not there, or not yours to see"),
            Map.entry("409", "Does not fit the present state; type says why"),
            Map.entry("412", "If-Match is stale"),
            Map.entry("413", "The body is too large"),
            Map.entry("415", "The body is no JSON"),
            Map.entry("422", "The Idempotency-Key was used for another request"),
            Map.entry("429", "Too many requests in a short time; try again after Retry-After seconds"),
            Map.entry("500", "Something went wrong here; nothing was changed"),
            Map.entry("502", "The calendar server could not be used; error_code says why"),
            Map.entry(
                    "503",
                    "The database cannot be reached, or too many wait for it; try again after Retry-After seconds")));

    private static final Set<String> OPERATIONS_ON_CALENDAR_SERVERS =
            Set.of("checkConnection", "listCalendars", "makeCalendar");
    private static final Set<String> OPERATIONS_ON_A_CONNECTION = Set.of("getConnection", "deleteConnection");
    private static final Set<String> READS_FOR_ADMINS =
            Set.of("listProjects", "listTroubledConnections", "listHeldDeletions", "getOffBoarding", "listAuditTrail");
    private static final Set<String> OPERATIONS_WITH_CONFLICTS = Set.of(
            "createBinding",
            "syncBinding",
            "listCalendars",
            "makeCalendar",
            "decideOnDeletions",
            "decideForOwner",
            "restoreItem",
            "resolveConflict",
            "deleteProject",
            "putTeamMember",
            "deleteTeamMember");

    private ProblemResponses() {}

    static void addTo(Components components) {
        DESCRIPTIONS.forEach(
                (status, description) -> components.addResponse("Problem" + status, problem(status, description)));
    }

    static void addTo(String path, HttpMethod method, Operation operation) {
        APIResponses complete = OASFactory.createAPIResponses();
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                complete.addAPIResponse(status, response);
            }
        });
        statuses(path, method, operation)
                .forEach(status -> complete.addAPIResponse(
                        status, OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status)));
        operation.setResponses(complete);
    }

    private static Set<String> statuses(String path, HttpMethod method, Operation operation) {
        String id = operation.getOperationId();
        Set<String> statuses = new TreeSet<>(Set.of("401", "429", "500", "503"));
        boolean hasBody = operation.getRequestBody() != null;
        if (hasBody || hasParameterIn(operation, "query") || hasParameterIn(operation, "header")) {
            statuses.add("400");
        }
        if (hasBody) {
            statuses.addAll(Set.of("413", "415"));
        }
        if (READS_FOR_ADMINS.contains(id)
                || (method != HttpMethod.GET && !OPERATIONS_ON_CALENDAR_SERVERS.contains(id))) {
            statuses.add("403"); // also a write by a user whom the firm does not know
        }
        if (path.contains("{") || OPERATIONS_ON_A_CONNECTION.contains(id)) {
            statuses.add("404");
        }
        if (OPERATIONS_WITH_CONFLICTS.contains(id)) {
            statuses.add("409");
        }
        if (hasParameter(operation, "If-Match")) {
            statuses.add("412");
        }
        if (hasParameter(operation, "Idempotency-Key")) {
            statuses.addAll(Set.of("404", "422")); // 404: what it made is gone meanwhile
        }
        if (OPERATIONS_ON_CALENDAR_SERVERS.contains(id)) {
            statuses.add("502");
        }
        return statuses;
    }

    private static boolean hasParameterIn(Operation operation, String place) {
        return hasParameter(operation, parameter -> parameter.getIn().toString().equals(place));
    }

    private static boolean hasParameter(Operation operation, String name) {
        return hasParameter(operation, parameter -> parameter.getName().equals(name));
    }

    private static boolean hasParameter(Operation operation, Predicate<Parameter> wanted) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(wanted);
    }

    private static APIResponse problem(String status, String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(WellKnownSchemas.PROBLEM))
                                        .example(example(Integer.parseInt(status)))));
    }

    /** As the first kind with that status, the most general one, is told. */
    private static Map<String, Object> example(int status) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(kind -> kind.status() == status)
                .findFirst()
                .orElseThrow();
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.uri());
        example.put("title", type.title());
        example.put("status", status);
        if (type == ProblemType.INVALID_REQUEST) {
            example.put("errors", List.of(new TreeMap<>(Map.of("field", "title", "message", "must not be blank"))));
        }
        if (type == ProblemType.CALENDAR_SERVER) {
            example.put("error_code", "unauthorized");
        }
        return example;
    }
}
