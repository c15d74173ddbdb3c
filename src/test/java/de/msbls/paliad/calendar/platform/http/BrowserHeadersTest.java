package de.msbls.paliad.calendar.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the service tells a browser, whatever it answers: to guess nothing, keep nothing, frame nothing. */
@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class BrowserHeadersTest {

    private static final Api ANNA = Api.as(UUID.randomUUID());

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(200, (Request) () -> ANNA.get("/api/me")),
                Arguments.of(400, (Request) () -> ANNA.post("/api/caldav-bindings", "{")),
                Arguments.of(401, (Request) () -> given().get("/api/me")),
                Arguments.of(404, (Request) () -> ANNA.get("/api/caldav-bindings/" + UUID.randomUUID())),
                Arguments.of(404, (Request) () -> ANNA.get("/api/nothing")),
                Arguments.of(405, (Request) () -> ANNA.delete("/api/me")),
                Arguments.of(413, (Request) () -> ANNA.post("/api/appointments", "x".repeat(300_000))),
                Arguments.of(415, (Request) () -> ANNA.request()
                        .contentType(ContentType.TEXT)
                        .body("Hearing")
                        .post("/api/appointments")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void everyAnswerSaysSo(int status, Request request) {
        request.send()
                .then()
                .statusCode(status)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Strict-Transport-Security", containsString("max-age="));
    }

    @Test
    void noOtherOriginMayRead() {
        given().header("Origin", "https://elsewhere.example.test")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/api/me")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        ANNA.request()
                .header("Origin", "https://elsewhere.example.test")
                .get("/api/me")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @FunctionalInterface
    interface Request {
        Response send();
    }
}
