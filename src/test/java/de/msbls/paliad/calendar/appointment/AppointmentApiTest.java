package de.msbls.paliad.calendar.appointment;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class AppointmentApiTest {

    private static final String APPOINTMENTS = "/api/appointments";

    DataSource database;

    private FirmData firm;
    private UUID anna;
    private UUID bert;
    private UUID client;
    private UUID matter;
    private Api api;

    @BeforeEach
    void twoLawyersOnOneClient() {
        firm = new FirmData(database);
        anna = firm.user();
        bert = firm.user();
        client = firm.project("client", null);
        matter = firm.project("litigation", client);
        firm.team(client, anna, "member");
        firm.team(matter, bert, "observer");
        api = Api.as(anna);
    }

    @Test
    void aTimedAppointmentIsCreatedReadAndDeleted() {
        Response created = api.post(APPOINTMENTS, timed("project_id", matter));

        created.then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("title", equalTo("Hearing"))
                .body("all_day", equalTo(false))
                .body("starts_at", equalTo("2026-12-01T09:00:00Z"))
                .body("ends_at", equalTo("2026-12-01T10:30:00Z"))
                .body("time_zone", equalTo("Europe/Berlin"))
                .body("start_date", nullValue())
                .body("status", equalTo("confirmed"))
                .body("appointment_type", equalTo("other"))
                .body("version", equalTo(1));
        assertThat(created.jsonPath().<String, Object>getMap("$"))
                .containsOnlyKeys(
                        "id",
                        "title",
                        "description",
                        "location",
                        "all_day",
                        "starts_at",
                        "ends_at",
                        "time_zone",
                        "start_date",
                        "end_date",
                        "status",
                        "appointment_type",
                        "project_id",
                        "version");
        String path = APPOINTMENTS + "/" + created.path("id");
        assertThat(created.header("Location")).endsWith(path);
        api.get(path).then().statusCode(200).header("ETag", "\"1\"");
        api.delete(path).then().statusCode(204);
        problem(api.get(path), 404, "not-found");
    }

    @Test
    void anAllDayAppointmentHasDates() {
        Map<String, Object> body = Map.of(
                "title",
                "Deadline",
                "all_day",
                true,
                "start_date",
                "2026-12-01",
                "end_date",
                "2026-12-02",
                "appointment_type",
                "deadline",
                "status",
                "tentative",
                "description",
                "a\nb\tc");

        api.post(APPOINTMENTS, body)
                .then()
                .statusCode(201)
                .body("start_date", equalTo("2026-12-01"))
                .body("end_date", equalTo("2026-12-02"))
                .body("starts_at", nullValue())
                .body("time_zone", nullValue())
                .body("status", equalTo("tentative"))
                .body("description", equalTo("a\nb\tc"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title | null",
                "title | \"\"",
                "title | \"  \"",
                "title | \"a\\nb\"",
                "title | 5",
                "description | \"a\\rb\"",
                "description | \"a\\u0000b\"",
                "location | \"a\\nb\"",
                "starts_at | null",
                "starts_at | \"2026-12-01\"",
                "starts_at | \"2026-12-01T09:00:00\"",
                "starts_at | 1764576000",
                "starts_at | \"+99999-12-01T09:00:00Z\"",
                "ends_at | null",
                "ends_at | \"2026-12-01T08:00:00Z\"",
                "time_zone | null",
                "time_zone | \"Berlin\"",
                "start_date | \"2026-12-01\"",
                "end_date | [2026, 12, 1]",
                "status | \"done\"",
                "status | 0",
                "appointment_type | \"party\"",
                "all_day | \"true\"",
                "all_day | 0",
                "project_id | \"x\"",
                "id | \"6f1f6f0e-0000-4000-8000-000000000001\"",
                "version | 3",
                "created_by | \"me\""
            })
    void whatDoesNotFitIsRefusedByItsField(String field, String json) {
        StringBuilder body = new StringBuilder("{");
        Map<String, String> members = new HashMap<>();
        timed().forEach((name, value) -> members.put(name, "\"" + value + "\""));
        members.put(field, json);
        members.forEach((name, value) -> body.append(body.length() == 1 ? "" : ", ")
                .append('"')
                .append(name)
                .append("\": ")
                .append(value));

        refused(api.post(APPOINTMENTS, body.append('}').toString()), field);
    }

    @Test
    void aTitleHasFiveHundredCharactersAtMost() {
        api.post(APPOINTMENTS, timed("title", "x".repeat(500))).then().statusCode(201);
        refused(api.post(APPOINTMENTS, timed("title", "x".repeat(501))), "title");
    }

    @Test
    void anAllDayAppointmentEndsAfterItBegins() {
        refused(
                api.post(
                        APPOINTMENTS,
                        Map.of("title", "D", "all_day", true, "start_date", "2026-12-01", "end_date", "2026-12-01")),
                "end_date");
        refused(api.post(APPOINTMENTS, Map.of("title", "D", "all_day", true, "start_date", "2026-12-01")), "end_date");
    }

    @Test
    void aPatchChangesWhatItNames() {
        String path = existing(timed("description", "old"));

        api.patch(path, "{\"title\": \"Moved\", \"description\": null}")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("title", equalTo("Moved"))
                .body("description", nullValue())
                .body("time_zone", equalTo("Europe/Berlin"));
        refused(api.patch(path, "{\"title\": null}"), "title");
        refused(api.patch(path, "{\"status\": null}"), "status");
        refused(api.patch(path, "{\"version\": 7}"), "version");
        refused(api.patch(path, "{\"ends_at\": \"2026-11-01T00:00:00Z\"}"), "ends_at");
        refused(api.patch(path, "{\"time_zone\": null}"), "time_zone");
        problem(api.patch(path, "{\"title\": \"X\"}", Map.of("If-Match", "\"1\"")), 412, "stale");
        api.patch(path, "{\"title\": \"X\"}", Map.of("If-Match", "\"2\""))
                .then()
                .statusCode(200);
    }

    @Test
    void anAppointmentMayBecomeAllDayAndTimedAgain() {
        String path = existing(timed());

        refused(api.patch(path, "{\"all_day\": true}"), "start_date");
        api.patch(path, "{\"all_day\": true, \"start_date\": \"2026-12-01\", \"end_date\": \"2026-12-03\"}")
                .then()
                .statusCode(200)
                .body("starts_at", nullValue())
                .body("time_zone", nullValue());
        Map<String, Object> back = timed("all_day", false);
        api.patch(path, back)
                .then()
                .statusCode(200)
                .body("start_date", nullValue())
                .body("all_day", equalTo(false));
    }

    @Test
    void aRowOfTheFirmThatLacksTimesCanStillBeRenamed() {
        UUID id = firm.appointment(anna, null, "Old", "2026-12-01T09:00:00Z");
        firm.execute(
                "UPDATE paliad.appointments SET ends_at = NULL, time_zone = NULL, status = 'odd' WHERE id = ?", id);

        api.patch(APPOINTMENTS + "/" + id, "{\"title\": \"New\"}")
                .then()
                .statusCode(200)
                .body("title", equalTo("New"))
                .body("ends_at", nullValue())
                .body("status", equalTo("confirmed"));
    }

    @Test
    void anObserverSeesButMayNotEdit() {
        String path = existing(timed("project_id", matter));
        Api observer = Api.as(bert);

        observer.get(path).then().statusCode(200);
        problem(observer.patch(path, "{\"title\": \"X\"}"), 403, "may-not-edit");
        problem(observer.delete(path), 403, "may-not-edit");
        problem(observer.post(APPOINTMENTS, timed("project_id", matter)), 403, "may-not-edit");
    }

    @Test
    void whatIsNotVisibleIsNotThere() {
        String personal = existing(timed());
        String above = existing(timed("project_id", client));
        Api other = Api.as(bert);

        for (String path : List.of(personal, above)) {
            problem(other.get(path), 404, "not-found");
            problem(other.patch(path, "{}"), 404, "not-found");
            problem(other.delete(path), 404, "not-found");
        }
        String missing = other.post(APPOINTMENTS, timed("project_id", UUID.randomUUID()))
                .body()
                .asString();
        assertThat(other.post(APPOINTMENTS, timed("project_id", client)).body().asString())
                .isEqualTo(missing);
        refused(other.post(APPOINTMENTS, timed("project_id", client)), "project_id");
    }

    @Test
    void theCreatorMayEditAsObserverTooAndOnlySheMakesItPersonal() {
        UUID ofBert = firm.appointment(bert, matter, "By Bert", "2026-12-01T09:00:00Z");
        String path = APPOINTMENTS + "/" + ofBert;

        problem(api.patch(path, "{\"project_id\": null}"), 403, "may-not-edit");
        api.patch(path, "{\"location\": \"Room 5\"}").then().statusCode(200);
        Api.as(bert)
                .patch(path, "{\"project_id\": null}")
                .then()
                .statusCode(200)
                .body("project_id", nullValue());
        problem(api.get(path), 404, "not-found");
    }

    @Test
    void theListHoldsWhatIsVisibleOnceByItsBeginning() {
        firm.team(matter, anna, "lead");
        UUID late = firm.appointment(bert, matter, "late", "2030-05-03T09:00:00Z");
        UUID early = firm.appointment(anna, null, "early", "2030-05-01T09:00:00Z");
        UUID middle = firm.appointment(bert, client, "middle", "2030-05-02T09:00:00Z");
        firm.appointment(bert, null, "another's", "2030-05-02T09:00:00Z");

        api.get(APPOINTMENTS)
                .then()
                .statusCode(200)
                .body("items.id", contains(early.toString(), middle.toString(), late.toString()))
                .body("next_cursor", nullValue());
        api.get(APPOINTMENTS + "?project_id=" + matter).then().body("items.id", contains(late.toString()));
        api.get(APPOINTMENTS + "?from=2030-05-02&to=2030-05-03").then().body("items.id", contains(middle.toString()));
        api.request()
                .queryParam("from", "2030-05-02T09:30:00Z")
                .queryParam("to", "2030-05-02T11:40:00+02:00")
                .get(APPOINTMENTS)
                .then()
                .body("items.id", contains(middle.toString()));
        Api.as(UUID.randomUUID()).get(APPOINTMENTS).then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepeats() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String start = "2030-06-0" + (1 + i / 3) + "T09:00:00Z";
            expected.add(firm.appointment(anna, matter, "A" + i, start).toString());
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = api.get(APPOINTMENTS + "?limit=2" + cursor);
            page.then().statusCode(200);
            seen.addAll(page.path("items.id"));
            cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
        } while (cursor != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "from,yesterday",
        "to,2026-13-01",
        "project_id,1-1-1-1-1",
        "limit,0",
        "limit,201",
        "limit,x",
        "cursor,abc",
        "cursor,###",
        "cursor,AAAA",
        "from,+99999-01-01T00:00:00Z"
    })
    void aBadFilterIsRefused(String name, String value) {
        refused(api.request().queryParam(name, value).get(APPOINTMENTS), name);
    }

    private String existing(Map<String, Object> body) {
        return APPOINTMENTS + "/"
                + api.post(APPOINTMENTS, body).then().statusCode(201).extract().path("id");
    }

    private static Map<String, Object> timed(Object... changes) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "title", "Hearing",
                "starts_at", "2026-12-01T10:00:00+01:00",
                "ends_at", "2026-12-01T10:30:00Z",
                "time_zone", "Europe/Berlin"));
        for (int i = 0; i < changes.length; i += 2) {
            body.put((String) changes[i], changes[i + 1]);
        }
        return body;
    }
}
