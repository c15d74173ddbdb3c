package de.msbls.paliad.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.BadTokens;
import de.msbls.paliad.calendar.testing.EventStream;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may do what: every operation of the contract, as each kind of user. What belongs to one user belongs to the member here;
 * the matter has an observer, a member and a lead, and its client is the admin's.
 */
@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class AccessTest {

    private static final String TABLE = """
            operation            method path                                          stranger observer member lead admin
            getMe                GET    /api/me                                       200      200      200    200  200
            listAppointments     GET    /api/appointments                             200      200      200    200  200
            createAppointment    POST   /api/appointments                             400      403      201    201  400
            getAppointment       GET    /api/appointments/{hearing}                   404      200      200    200  404
            patchAppointment     PATCH  /api/appointments/{hearing}                   404      403      200    200  404
            deleteAppointment    DELETE /api/appointments/{hearing}                   404      403      204    204  404
            getAppointment       GET    /api/appointments/{dentist}                   404      404      200    404  404
            patchAppointment     PATCH  /api/appointments/{dentist}                   404      404      200    404  404
            deleteAppointment    DELETE /api/appointments/{dentist}                   404      404      204    404  404
            listProjects         GET    /api/projects                                 200      200      200    200  200
            createProject        POST   /api/projects                                 400      403      403    201  403
            getProject           GET    /api/projects/{matter}                        404      200      200    200  200
            patchProject         PATCH  /api/projects/{client}                        404      403      403    403  200
            patchProject         PATCH  /api/projects/{matter}                        404      403      403    403  403
            patchProject         PATCH  /api/projects/{empty}                         404      403      403    200  403
            deleteProject        DELETE /api/projects/{empty}                         404      403      403    204  403
            listTeam             GET    /api/projects/{matter}/team                   404      200      200    200  200
            putTeamMember        PUT    /api/projects/{matter}/team/{someone}         404      403      403    201  201
            deleteTeamMember     DELETE /api/projects/{matter}/team/{observer}        404      403      403    204  204
            getConnection        GET    /api/caldav-config                            404      404      200    404  404
            putConnection        PUT    /api/caldav-config                            201      201      200    201  201
            deleteConnection     DELETE /api/caldav-config                            404      404      204    404  404
            checkConnection      POST   /api/caldav-config/check                      502      502      502    502  502
            listCalendars        GET    /api/caldav-calendars                         409      409      409    409  409
            makeCalendar         POST   /api/caldav-calendars                         409      409      409    409  409
            listBindings         GET    /api/caldav-bindings                          200      200      200    200  200
            createBinding        POST   /api/caldav-bindings                          409      409      201    409  409
            getBinding           GET    /api/caldav-bindings/{binding}                404      404      200    404  404
            patchBinding         PATCH  /api/caldav-bindings/{binding}                404      404      200    404  404
            deleteBinding        DELETE /api/caldav-bindings/{binding}                404      404      204    404  404
            previewBinding       GET    /api/caldav-bindings/{binding}/preview        404      404      200    404  404
            syncBinding          POST   /api/caldav-bindings/{binding}/sync           404      404      202    404  404
            getHeldDeletions     GET    /api/caldav-bindings/{binding}/decisions      404      404      200    404  404
            decideOnDeletions    POST   /api/caldav-bindings/{binding}/decisions      404      404      409    404  404
            listItems            GET    /api/caldav-bindings/{binding}/items          404      404      200    404  404
            restoreItem          POST   /api/caldav-bindings/{binding}/items/{hearing}/restore 404 404  404    404  404
            listConflicts        GET    /api/caldav-conflicts                         200      200      200    200  200
            resolveConflict      POST   /api/caldav-conflicts/{conflict}/resolve      404      404      200    404  404
            listSyncLog          GET    /api/caldav-sync-log                          200      200      200    200  200
            watchStates          GET    /api/events                                   200      200      200    200  200
            listTroubledConnections GET /api/admin/connections                        403      403      403    403  200
            listHeldDeletions    GET    /api/admin/held-deletions                     403      403      403    403  200
            decideForOwner       POST   /api/admin/caldav-bindings/{binding}/decisions 403     403      403    403  409
            getOffBoarding       GET    /api/admin/users/{member}/off-boarding        403      403      403    403  200
            offBoardUser         POST   /api/admin/users/{member}/off-boarding        403      403      403    403  202
            eraseSyncData        DELETE /api/admin/users/{member}/sync-data           403      403      403    403  204
            listAuditTrail       GET    /api/admin/audit-trail                        403      403      403    403  200
            """;

    private static final String BODIES = """
            createAppointment    {"title":"Hearing","all_day":true,"start_date":"2026-12-01","end_date":"2026-12-02","project_id":"{matter}"}
            patchAppointment     {"title":"Oral hearing"}
            createProject        {"kind":"patent","parent_id":"{matter}","title":"EP 1"}
            patchProject         {"title":"Acme"}
            putTeamMember        {"role":"member"}
            putConnection        {"server_url":"https://dav.example.test/","username":"me","password":"secret"}
            checkConnection      {"server_url":"https://127.0.0.1:9/","username":"me","password":"secret"}
            makeCalendar         {"display_name":"Hearings"}
            createBinding        {"calendar_path":"/c/","scope_kind":"personal_only"}
            patchBinding         {"display_name":"Hearings"}
            decideOnDeletions    {"decision":"carry_out","count":1}
            decideForOwner       {"decision":"carry_out","count":1}
            resolveConflict      {"resolution":"keep_database"}
            """;

    private static final List<String> PEOPLE = List.of("stranger", "observer", "member", "lead", "admin");
    private static final Pattern NAMED = Pattern.compile("\\{([a-z]+)}");

    @TestHTTPResource("/api/events")
    URI events;

    DataSource database;

    private final Map<String, UUID> ids = new TreeMap<>();

    /** One line of the table. */
    record Operation(String id, String method, String path, List<Integer> statuses) {

        static Operation of(String line) {
            String[] cells = line.strip().split("\\s+");
            return new Operation(
                    cells[0],
                    cells[1],
                    cells[2],
                    Stream.of(cells).skip(3).map(Integer::valueOf).toList());
        }

        boolean isStream() {
            return id.equals("watchStates");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Operation> operations() {
        return TABLE.lines().skip(1).map(Operation::of);
    }

    private void aFirm() {
        FirmData firm = new FirmData(database);
        SyncState sync = new SyncState(firm);
        Stream.concat(PEOPLE.stream(), Stream.of("someone")).forEach(person -> ids.put(person, firm.user()));
        UUID member = ids.get("member");
        UUID client = firm.project("client", null);
        UUID matter = firm.project("litigation", client);
        UUID empty = firm.project("patent", matter);
        List.of("observer", "member", "lead").forEach(role -> firm.team(matter, ids.get(role), role));
        firm.connection(member);
        UUID binding = sync.binding(member, "all_visible", null);
        UUID hearing = firm.appointment(firm.user(), matter, "Hearing", "2026-12-01T09:00:00Z");
        ids.put("client", client);
        ids.put("matter", matter);
        ids.put("empty", empty);
        ids.put("binding", binding);
        ids.put("hearing", hearing);
        ids.put("dentist", firm.appointment(member, null, "Dentist", "2026-12-01T09:00:00Z"));
        String version = "{\"title\": \"Hearing\"}";
        ids.put("conflict", sync.conflict(member, binding, hearing, "both_changed", "{summary}", version, version));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void eachUserMayDoWhatSheMay(Operation operation) {
        Map<String, Integer> answers = new TreeMap<>();
        Map<String, Integer> expected = new TreeMap<>();
        aFirm();
        for (String person : PEOPLE) {
            int status = as(person, operation);
            if (status < 400 && !operation.method().equals("GET")) {
                aFirm(); // what she did is nothing to the next one
            }
            answers.put(person, status);
            expected.put(person, operation.statuses().get(PEOPLE.indexOf(person)));
        }
        assertThat(answers).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nobodyDoesAnythingWithoutAGoodToken(Operation operation) {
        assertThat(send(RestAssured.given(), operation).statusCode()).isEqualTo(401);
        BadTokens.of(UUID.randomUUID()).forEach((flaw, token) -> assertThat(
                        send(Api.with(token).request(), operation).statusCode())
                .as(flaw)
                .isEqualTo(401));
    }

    @Test
    void noOperationOfTheContractIsForgotten() throws IOException {
        Set<String> inContract = Pattern.compile("operationId: (\\w+)")
                .matcher(Files.readString(Path.of("docs/openapi.yaml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(operations().map(Operation::id)).containsAll(inContract);
    }

    private int as(String person, Operation operation) {
        UUID id = ids.get(person);
        String token = person.equals("admin") ? Tokens.admin(id) : Tokens.of(id);
        return operation.isStream()
                ? beginningOfStream(token)
                : send(Api.with(token).request(), operation).statusCode();
    }

    /** Another client would wait for its end. */
    private int beginningOfStream(String token) {
        try (EventStream stream = EventStream.open(events, token)) {
            return stream.response().statusCode();
        }
    }

    private Response send(RequestSpecification request, Operation operation) {
        BODIES.lines()
                .filter(line -> line.startsWith(operation.id() + " "))
                .map(line -> named(line.substring(line.indexOf('{'))))
                .forEach(body -> request.contentType(ContentType.JSON).body(body));
        return request.request(operation.method(), named(operation.path()));
    }

    private String named(String text) {
        return NAMED.matcher(text).replaceAll(this::id);
    }

    private String id(MatchResult name) {
        return ids.getOrDefault(name.group(1), UUID.randomUUID()).toString();
    }
}
