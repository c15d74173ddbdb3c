package de.msbls.paliad.calendar.platform.http;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.matchesPattern;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RateCheckTest.Slow.class)
@WithTestResource(value = ServiceUnderTest.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class RateCheckTest {

    private static final int BURST = 5;

    private final Api anna = Api.as(UUID.randomUUID());

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgain() {
        Response refused = askTooOften();

        problem(refused, 429, "too-many-requests");
        refused.then().header("Retry-After", matchesPattern("[1-9]\\d*"));
        await().atMost(Duration.ofSeconds(30)).until(() -> anna.get("/api/me").statusCode() == 200);
    }

    @Test
    void othersAreNotHinderedByHer() {
        askTooOften();

        Api.as(UUID.randomUUID()).get("/api/me").then().statusCode(200);
    }

    @Test
    void everyRequestOfHersCounts() {
        askTooOften();

        problem(anna.post("/api/appointments", "no JSON at all"), 429, "too-many-requests");
        problem(anna.get("/api/caldav-bindings"), 429, "too-many-requests");
    }

    @Test
    void withoutAGoodTokenNobodyIsCounted() {
        assertThat(IntStream.range(0, 3 * BURST).map(i -> given().get("/api/me").statusCode()))
                .containsOnly(401);
        assertThat(IntStream.range(0, 3 * BURST)
                        .map(i -> given().get("/q/health/live").statusCode()))
                .containsOnly(200);
    }

    private Response askTooOften() {
        return IntStream.range(0, BURST + 1)
                .mapToObj(i -> anna.get("/api/me"))
                .reduce((former, latter) -> latter)
                .orElseThrow();
    }

    /** So few requests that a test makes too many of them. */
    public static final class Slow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "paliad.role", "api",
                    "paliad.api.requests-per-second", "1",
                    "paliad.api.burst", Integer.toString(BURST));
        }
    }
}
