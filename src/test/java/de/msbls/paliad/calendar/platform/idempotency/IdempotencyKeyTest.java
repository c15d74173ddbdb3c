package de.msbls.paliad.calendar.platform.idempotency;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.AtOnce;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees that sends a POST again, since it never got the answer. */
@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class IdempotencyKeyTest {

    private static final String APPOINTMENTS = "/api/appointments";
    private static final String BINDINGS = "/api/caldav-bindings";
    private static final String HEARING =
            "{\"title\": \"Hearing\", \"all_day\": true, \"start_date\": \"2026-12-01\", \"end_date\": \"2026-12-02\"}";
    private static final String EVERYTHING = "{\"calendar_path\": \"/c/\", \"scope_kind\": \"all_visible\"}";

    @TestHTTPResource("/")
    URI service;

    DataSource database;

    private FirmData firm;
    private UUID anna;
    private Api api;
    private String key;

    @BeforeEach
    void aLawyerWithAConnection() {
        firm = new FirmData(database);
        anna = firm.user();
        firm.connection(anna);
        api = Api.as(anna);
        key = UUID.randomUUID().toString();
    }

    @Test
    void theSameAppointmentIsMadeOnce() {
        Response first = post(APPOINTMENTS, HEARING);
        Response second = post(APPOINTMENTS, HEARING);

        first.then().statusCode(201);
        second.then()
                .statusCode(201)
                .header("Location", equalTo(first.header("Location")))
                .header("ETag", equalTo("\"1\""));
        assertThat(second.body().asString()).isEqualTo(first.body().asString());
        assertThat(appointments()).isEqualTo(1);
    }

    @Test
    void theSameBindingIsMadeOnce() {
        Response first = post(BINDINGS, EVERYTHING);
        Response second = post(BINDINGS, EVERYTHING);

        first.then().statusCode(201);
        second.then().statusCode(201).header("Location", equalTo(first.header("Location")));
        assertThat(api.get(BINDINGS).jsonPath().getList("id")).hasSize(1);
    }

    @Test
    void theSameProjectIsMadeOnce() {
        UUID client = firm.project("client", null);
        firm.team(client, anna, "lead");
        Map<String, Object> litigation =
                Map.of("parent_id", client, "kind", "litigation", "title", "Acme against Bolt");
        Response first = post("/api/projects", litigation);
        Response second = post("/api/projects", litigation);

        first.then().statusCode(201);
        second.then().statusCode(201).header("Location", equalTo(first.header("Location")));
        assertThat(api.get("/api/projects?parent_id=" + client).jsonPath().getList("items"))
                .hasSize(1);
    }

    @Test
    void theRepetitionIsAnsweredWithWhatIsThereNow() {
        String path = APPOINTMENTS + "/" + post(APPOINTMENTS, HEARING).path("id");
        api.patch(path, Map.of("title", "Hearing, moved")).then().statusCode(200);

        post(APPOINTMENTS, HEARING)
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"2\""))
                .body("title", equalTo("Hearing, moved"));

        api.delete(path).then().statusCode(204);
        problem(post(APPOINTMENTS, HEARING), 404, "not-found");
        assertThat(appointments()).isZero();
    }

    @Test
    void anotherRequestNeedsAnotherKey() {
        post(APPOINTMENTS, HEARING).then().statusCode(201);

        problem(post(APPOINTMENTS, HEARING.replace("Hearing", "Meeting")), 422, "idempotency-key-reused");
        problem(post(BINDINGS, EVERYTHING), 422, "idempotency-key-reused");
        assertThat(appointments()).isEqualTo(1);
        assertThat(api.get(BINDINGS).jsonPath().getList("id")).isEmpty();
    }

    @Test
    void howTheBodyIsSpelledDoesNotCount() {
        post(APPOINTMENTS, HEARING).then().statusCode(201);

        post(
                        APPOINTMENTS,
                        "{\"end_date\":\"2026-12-02\",\"start_date\":\"2026-12-01\",\"all_day\":true,\"title\":\"Hearing\"}")
                .then()
                .statusCode(201);
        assertThat(appointments()).isEqualTo(1);
    }

    @Test
    void anotherUsersKeyIsAnotherKey() {
        post(APPOINTMENTS, HEARING).then().statusCode(201);

        Api.as(firm.user())
                .post(APPOINTMENTS, HEARING.replace("Hearing", "Meeting"), Map.of("Idempotency-Key", key))
                .then()
                .statusCode(201)
                .body("title", equalTo("Meeting"));
    }

    @Test
    void withoutAKeyEachRequestMakesOne() {
        api.post(APPOINTMENTS, HEARING).then().statusCode(201);
        api.post(APPOINTMENTS, HEARING).then().statusCode(201);

        assertThat(appointments()).isEqualTo(2);
    }

    @Test
    void manyAtOnceMakeOne() {
        AtOnce user = new AtOnce(service, anna).with("Idempotency-Key", key);

        assertThat(user.post(APPOINTMENTS, Collections.nCopies(8, HEARING).toArray(String[]::new)))
                .containsOnly(201)
                .hasSize(8);
        assertThat(appointments()).isEqualTo(1);
    }

    @Test
    void manyAtOnceDoNotTakeTheCalendarFromEachOther() {
        AtOnce user = new AtOnce(service, anna).with("Idempotency-Key", key);

        assertThat(user.post(BINDINGS, Collections.nCopies(8, EVERYTHING).toArray(String[]::new)))
                .containsOnly(201)
                .hasSize(8);
        assertThat(api.get(BINDINGS).jsonPath().getList("id")).hasSize(1);
    }

    @Test
    void ofManyAtOnceWithDifferentBodiesOneMakesItsOwn() {
        AtOnce user = new AtOnce(service, anna).with("Idempotency-Key", key);

        assertThat(user.post(APPOINTMENTS, HEARING, HEARING.replace("Hearing", "Meeting")))
                .containsExactlyInAnyOrder(201, 422);
        assertThat(appointments()).isEqualTo(1);
    }

    @Test
    void aKeyWhoseRequestWasRefusedIsFree() {
        UUID client = firm.project("client", null);
        String matter = HEARING.replace("}", ", \"project_id\": \"" + client + "\"}");
        refused(post(APPOINTMENTS, matter), "project_id");
        refused(post(APPOINTMENTS, "{\"title\": \"\"}"), "title");
        api.post(BINDINGS, EVERYTHING).then().statusCode(201);
        problem(post(BINDINGS, EVERYTHING), 409, "calendar-taken");

        firm.team(client, anna, "member");

        post(APPOINTMENTS, matter).then().statusCode(201);
    }

    @Test
    void anEmptyKeyIsNone() {
        assertThat(new AtOnce(service, anna).with("Idempotency-Key", "").post(APPOINTMENTS, HEARING))
                .containsExactly(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Schlüssel", "a\tb"})
    void aKeyIsPrintableAscii(String bad) {
        key = bad;

        refused(post(APPOINTMENTS, HEARING), "Idempotency-Key");
        assertThat(appointments()).isZero();
    }

    @Test
    void aKeyHas255CharactersAtMost() {
        key = "k".repeat(256);
        refused(post(APPOINTMENTS, HEARING), "Idempotency-Key");

        key = "k".repeat(255);
        post(APPOINTMENTS, HEARING).then().statusCode(201);
    }

    private Response post(String path, Object body) {
        return api.post(path, body, Map.of("Idempotency-Key", key));
    }

    private int appointments() {
        return api.get(APPOINTMENTS).jsonPath().getList("items").size();
    }
}
