package de.msbls.paliad.calendar.platform.database;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = LateDatabase.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class LateDatabaseTest {

    private static final Map<String, String> GOOD = Map.of("calendar_path", "/c/", "scope_kind", "all_visible");
    private static final Map<String, String> BAD = Map.of("calendar_path", "/c/", "scope_kind", "client");

    LateDatabase database;

    @Test
    void theServiceWaitsForItsDatabaseAndOutlivesItsLoss() throws IOException {
        Api stranger = Api.as(UUID.randomUUID());
        health("ready", 503);
        health("live", 200);
        unavailable(stranger.get("/api/caldav-bindings"));

        FirmData firm = new FirmData(database.arrive());
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> health("ready", 200));
        UUID user = firm.user();
        firm.connection(user);
        Api api = Api.as(user);
        api.post("/api/caldav-bindings", GOOD).then().statusCode(201);

        database.leave();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> health("ready", 503));
        health("live", 200);
        unavailable(api.post("/api/caldav-bindings", GOOD));
        badPayloadsTakeNoConnection(api);
    }

    /** With no connection to be had, only what needs none is answered. */
    private static void badPayloadsTakeNoConnection(Api api) {
        refused(api.post("/api/caldav-bindings", BAD), "scope_id");
        refused(api.post("/api/caldav-bindings", "{\"scope_kind\": \"all_visible\"}"), "calendar_path");
        refused(api.post("/api/caldav-bindings", "{\"colour\": 1}"), "colour");
        String one = "/api/caldav-bindings/" + UUID.randomUUID();
        refused(api.patch(one, "{\"scope_kind\": \"client\", \"scope_id\": null}"), "scope_id");
        refused(api.patch(one, "{\"calendar_path\": \"/other/\"}"), "calendar_path");
        refused(api.patch(one, "{}", Map.of("If-Match", "1")), "If-Match");
        refused(api.put("/api/caldav-config", "{\"server_url\": \"ftp://a\", \"username\": \"a\"}"), "server_url");
        refused(api.post("/api/appointments", "{\"title\": \"\"}"), "title");
        refused(api.get("/api/appointments?limit=0"), "limit");
    }

    private static void unavailable(Response answer) {
        problem(answer, 503, "database-unavailable");
        answer.then().header("Retry-After", matchesPattern("\\d+"));
    }

    private static void health(String check, int status) {
        given().get("/q/health/" + check)
                .then()
                .statusCode(status)
                .body("status", equalTo(status == 200 ? "UP" : "DOWN"));
    }
}
