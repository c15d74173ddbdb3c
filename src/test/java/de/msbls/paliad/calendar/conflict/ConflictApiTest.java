package de.msbls.paliad.calendar.conflict;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.AtOnce;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class ConflictApiTest {

    private static final String CONFLICTS = "/api/caldav-conflicts";
    private static final int ROUNDS = 30;

    private static final String REMOTE = """
            {"title": "Moved hearing", "description": null, "location": "Room 7", "status": "tentative",
             "all_day": false, "starts_at": "2026-12-02T09:00:00Z", "ends_at": "2026-12-02T10:30:00Z",
             "time_zone": "Europe/Vienna"}
            """;
    private static final String DATABASE = """
            {"title": "Hearing", "description": null, "location": null, "status": "confirmed", "all_day": false,
             "starts_at": "2026-12-01T09:00:00Z", "ends_at": "2026-12-01T10:00:00Z", "time_zone": "Europe/Berlin"}
            """;

    @TestHTTPResource("/")
    URI server;

    DataSource database;

    private FirmData firm;
    private SyncState sync;
    private UUID anna;
    private UUID matter;
    private UUID binding;
    private UUID hearing;
    private Api api;

    @BeforeEach
    void aLawyerWithAHearing() {
        firm = new FirmData(database);
        sync = new SyncState(firm);
        anna = firm.user();
        firm.connection(anna);
        matter = firm.project("litigation", null);
        firm.team(matter, anna, "member");
        binding = sync.binding(anna, "all_visible", null);
        hearing = firm.appointment(firm.user(), matter, "Hearing", "2026-12-01T09:00:00Z");
        api = Api.as(anna);
    }

    @Test
    void bothSidesOfAConflictAreShown() {
        UUID id = conflict("{summary,time}", REMOTE);

        Response list = api.get(CONFLICTS);

        list.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id.toString()))
                .body("items[0].binding_id", equalTo(binding.toString()))
                .body("items[0].appointment_id", equalTo(hearing.toString()))
                .body("items[0].cause", equalTo("both_changed"))
                .body("items[0].fields", contains("title", "time"))
                .body("items[0].remote.title", equalTo("Moved hearing"))
                .body("items[0].remote.starts_at", equalTo("2026-12-02T09:00:00Z"))
                .body("items[0].remote.time_zone", equalTo("Europe/Vienna"))
                .body("items[0].remote.start_date", nullValue())
                .body("items[0].remote.status", equalTo("tentative"))
                .body("items[0].database.title", equalTo("Hearing"))
                .body("items[0].created_at", notNullValue())
                .body("items[0].resolved_at", nullValue())
                .body("items[0].resolution", nullValue());
        assertThat(list.jsonPath().<String, Object>getMap("items[0]"))
                .containsOnlyKeys(
                        "id",
                        "binding_id",
                        "appointment_id",
                        "cause",
                        "fields",
                        "remote",
                        "database",
                        "created_at",
                        "resolved_at",
                        "resolution");
    }

    @Test
    void theDatabasesSideIsShownOnlyWhileTheAppointmentIsVisible() {
        conflict("{summary}", REMOTE);
        firm.execute("DELETE FROM paliad.project_teams WHERE user_id = ?", anna);

        api.get(CONFLICTS)
                .then()
                .body("items[0].remote.title", equalTo("Moved hearing"))
                .body("items[0].database", nullValue());
    }

    @Test
    void whereTheDatabaseHadNothingNothingIsShown() {
        sync.conflict(anna, binding, UUID.randomUUID(), "deleted_here", "{}", REMOTE, "{}");

        api.get(CONFLICTS)
                .then()
                .body("items[0].cause", equalTo("deleted_here"))
                .body("items[0].fields", hasSize(0))
                .body("items[0].database", nullValue());
    }

    @Test
    void theNewestIsFirstAndALongListComesInPages() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID id = conflict("{summary}", REMOTE);
            // two of the same instant, so that a page ends between them
            firm.execute(
                    "UPDATE paliad.caldav_conflicts SET created_at = '2026-11-20T08:00:00.123456Z'::timestamptz - ?::int"
                            + " * interval '1 s' WHERE id = ?",
                    i / 2,
                    id);
        }
        firm.query("SELECT id FROM paliad.caldav_conflicts WHERE user_id = ? ORDER BY created_at DESC, id", anna)
                .forEach(row -> expected.add(row.get("id").toString()));

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Response page = api.get(CONFLICTS + "?limit=1" + (cursor == null ? "" : "&cursor=" + cursor));
            page.then().statusCode(200);
            seen.addAll(page.path("items.id"));
            cursor = page.path("next_cursor");
        } while (cursor != null);

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void openAndResolvedOnesAndThoseOfOneBindingCanBeAskedFor() {
        String open = conflict("{summary}", REMOTE).toString();
        String done = conflict("{summary}", REMOTE).toString();
        UUID other = sync.binding(anna, "personal_only", null);
        String elsewhere = sync.conflict(anna, other, hearing, "left_scope", "{time}", REMOTE, DATABASE)
                .toString();
        resolve(done, "keep_database").then().statusCode(200);

        api.get(CONFLICTS + "?resolved=true").then().body("items.id", contains(done));
        api.get(CONFLICTS + "?resolved=false&binding_id=" + binding).then().body("items.id", contains(open));
        api.get(CONFLICTS + "?binding_id=" + other).then().body("items.id", contains(elsewhere));
        api.get(CONFLICTS).then().body("items", hasSize(3));
    }

    @ParameterizedTest
    @CsvSource({"resolved, yes", "binding_id, mine", "limit, 0", "cursor, bm8"})
    void aBadParameterIsRefused(String parameter, String value) {
        refused(api.get(CONFLICTS + "?" + parameter + "={value}", value), parameter);
    }

    @Test
    void theDatabasesVersionIsKept() {
        UUID id = conflict("{summary,time}", REMOTE);

        resolve(id, "keep_database")
                .then()
                .statusCode(200)
                .body("id", equalTo(id.toString()))
                .body("resolution", equalTo("keep_database"))
                .body("resolved_at", notNullValue())
                .body("database.title", equalTo("Hearing"));

        assertThat(hearing()).containsEntry("title", "Hearing").containsEntry("version", 1L);
    }

    @Test
    void theCalendarsVersionIsTakenOverInTheFieldsThatDiffered() {
        UUID id = conflict("{summary,time}", REMOTE);

        resolve(id, "use_remote").then().statusCode(200).body("resolution", equalTo("use_remote"));

        api.get("/api/appointments/" + hearing)
                .then()
                .body("title", equalTo("Moved hearing"))
                .body("starts_at", equalTo("2026-12-02T09:00:00Z"))
                .body("ends_at", equalTo("2026-12-02T10:30:00Z"))
                .body("time_zone", equalTo("Europe/Vienna"))
                .body("location", nullValue())
                .body("status", equalTo("confirmed"))
                .body("version", equalTo(2));
        assertThat(firm.query(
                        "SELECT FROM paliad.captured_changes WHERE kind = 'appointment' AND appointment_id = ? AND"
                                + " old_project_id IS NOT NULL",
                        hearing))
                .as("the change reaches the calendars")
                .isNotEmpty();
    }

    @Test
    void textsAndStatusAreTakenOverToo() {
        firm.execute("UPDATE paliad.appointments SET description = 'to be cleared' WHERE id = ?", hearing);
        UUID id = conflict("{description,location,status}", REMOTE);

        resolve(id, "use_remote").then().statusCode(200);

        assertThat(hearing())
                .containsEntry("title", "Hearing")
                .containsEntry("description", null)
                .containsEntry("location", "Room 7")
                .containsEntry("status", "tentative");
    }

    @Test
    void aTimedAppointmentMayBecomeAllDay() {
        UUID id = conflict("{time}", """
                {"title": "Hearing", "status": "confirmed", "all_day": true, "start_date": "2026-12-03",
                 "end_date": "2026-12-04"}
                """);

        resolve(id, "use_remote").then().statusCode(200);

        api.get("/api/appointments/" + hearing)
                .then()
                .body("all_day", equalTo(true))
                .body("start_date", equalTo("2026-12-03"))
                .body("end_date", equalTo("2026-12-04"))
                .body("starts_at", nullValue())
                .body("time_zone", nullValue());
    }

    @Test
    void anEventInUtcIsTakenOverInUtc() {
        UUID id = conflict("{time}", REMOTE.replace("Europe/Vienna", "Z"));

        resolve(id, "use_remote").then().statusCode(200);

        assertThat(hearing()).containsEntry("time_zone", "UTC");
    }

    @Test
    void aVersionThatSaysTheSameByNowIsNoNewVersion() {
        firm.execute("UPDATE paliad.appointments SET title = 'Moved hearing' WHERE id = ?", hearing);
        UUID id = conflict("{summary}", REMOTE);

        resolve(id, "use_remote").then().statusCode(200);

        assertThat(hearing()).containsEntry("version", 2L);
    }

    @Test
    void whoMayOnlySeeTheAppointmentCannotChangeItThisWay() {
        firm.execute("UPDATE paliad.project_teams SET role = 'observer' WHERE user_id = ?", anna);
        UUID id = conflict("{summary}", REMOTE);

        problem(resolve(id, "use_remote"), 403, "may-not-edit");

        isOpenAndChangedNothing(id);
        resolve(id, "keep_database").then().statusCode(200);
    }

    @Test
    void anAppointmentThatIsGoneOrOutOfSightCannotBeChanged() {
        UUID deleted = sync.conflict(anna, binding, UUID.randomUUID(), "both_changed", "{summary}", REMOTE, DATABASE);
        UUID hidden = conflict("{summary}", REMOTE);
        firm.execute("DELETE FROM paliad.project_teams WHERE user_id = ?", anna);

        for (UUID id : List.of(deleted, hidden)) {
            Response answer = resolve(id, "use_remote");
            problem(answer, 409, "conflict");
            answer.then().body("detail", containsString("gone"));
            isOpenAndChangedNothing(id);
            resolve(id, "keep_database").then().statusCode(200).body("database", nullValue());
        }
    }

    @Test
    void whereNothingDifferedNothingCanBeTakenOver() {
        UUID id = sync.conflict(anna, binding, hearing, "deleted_here", "{}", REMOTE, "{}");

        problem(resolve(id, "use_remote"), 409, "conflict");

        isOpenAndChangedNothing(id);
        resolve(id, "keep_database").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title | {summary} | \"title\": \"  \"",
                "title | {summary} | \"title\": null",
                "title | {summary} | \"title\": \"a\\nb\"",
                "status | {status} | \"title\": \"A\"",
                "all_day | {time} | \"title\": \"A\"",
                "ends_at | {time} | \"all_day\": false, \"starts_at\": \"2026-12-02T09:00:00Z\", \"ends_at\":"
                        + " \"2026-12-01T09:00:00Z\", \"time_zone\": \"UTC\"",
                "time_zone | {time} | \"all_day\": false, \"starts_at\": \"2026-12-02T09:00:00Z\", \"ends_at\":"
                        + " \"2026-12-02T09:00:00Z\", \"time_zone\": \"+02:00\"",
                "end_date | {time} | \"all_day\": true, \"start_date\": \"2026-12-02\", \"end_date\": \"2026-12-02\"",
            })
    void aVersionThatMakesNoValidAppointmentIsRefused(String field, String fields, String remote) {
        UUID id = conflict(fields, "{" + remote + "}");

        Response answer = resolve(id, "use_remote");

        problem(answer, 409, "unfit-version");
        assertThat(answer.jsonPath().getList("errors.field")).contains(field);
        isOpenAndChangedNothing(id);
    }

    @Test
    void aConflictIsResolvedOnce() {
        UUID id = conflict("{summary}", REMOTE);
        resolve(id, "keep_database").then().statusCode(200);

        problem(resolve(id, "use_remote"), 409, "already-resolved");
        problem(resolve(id, "keep_database"), 409, "already-resolved");

        assertThat(hearing()).containsEntry("title", "Hearing");
    }

    @Test
    void ofTwoResolutionsAtOnceOneSucceeds() {
        AtOnce user = new AtOnce(server, anna);
        for (int round = 0; round < ROUNDS; round++) {
            firm.execute("UPDATE paliad.appointments SET title = 'Hearing' WHERE id = ?", hearing);
            UUID id = conflict("{summary}", REMOTE);

            List<Integer> statuses = user.post(
                    CONFLICTS + "/" + id + "/resolve",
                    "{\"resolution\": \"use_remote\"}",
                    "{\"resolution\": \"keep_database\"}");

            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
            boolean taken = statuses.get(0) == 200;
            assertThat(sync.row("SELECT resolution FROM paliad.caldav_conflicts WHERE id = ?", id))
                    .containsEntry("resolution", taken ? "use_remote" : "keep_database");
            assertThat(hearing()).containsEntry("title", taken ? "Moved hearing" : "Hearing");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"resolution\": null}",
                "{\"resolution\": \"neither\"}",
                "{\"resolution\": 1}",
            })
    void aBadBodyIsRefusedBeforeAnythingIsLookedFor(String body) {
        refused(api.post(CONFLICTS + "/" + UUID.randomUUID() + "/resolve", body), "resolution");
    }

    @Test
    void anotherUsersConflictIsNotThere() {
        UUID id = conflict("{summary}", REMOTE);
        UUID bert = firm.user();
        firm.team(matter, bert, "lead");

        Api.as(bert).get(CONFLICTS).then().statusCode(200).body("items", hasSize(0));
        Api.as(bert).get(CONFLICTS + "?binding_id=" + binding).then().body("items", hasSize(0));
        problem(
                Api.as(bert).post(CONFLICTS + "/" + id + "/resolve", Map.of("resolution", "use_remote")),
                404,
                "not-found");
        problem(resolve(UUID.randomUUID(), "keep_database"), 404, "not-found");
        problem(api.post(CONFLICTS + "/nonsense/resolve", Map.of("resolution", "use_remote")), 404, "not-found");
        isOpenAndChangedNothing(id);
    }

    private UUID conflict(String fields, String remote) {
        return sync.conflict(anna, binding, hearing, "both_changed", fields, remote, DATABASE);
    }

    private Response resolve(Object id, String resolution) {
        return api.post(CONFLICTS + "/" + id + "/resolve", Map.of("resolution", resolution));
    }

    private Map<String, Object> hearing() {
        return sync.row("SELECT * FROM paliad.appointments WHERE id = ?", hearing);
    }

    private void isOpenAndChangedNothing(UUID conflict) {
        assertThat(sync.row("SELECT resolved_at, resolution FROM paliad.caldav_conflicts WHERE id = ?", conflict))
                .containsEntry("resolved_at", null)
                .containsEntry("resolution", null);
        assertThat(hearing()).containsEntry("title", "Hearing").containsEntry("version", 1L);
    }
}
