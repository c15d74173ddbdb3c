package de.msbls.paliad.calendar.platform;

import static io.restassured.RestAssured.given;

import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class HealthTest {

    @Test
    void theServiceIsReadyOnItsMainPort() {
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void theServiceIsAliveOnItsMainPort() {
        given().get("/q/health/live").then().statusCode(200);
    }
}
