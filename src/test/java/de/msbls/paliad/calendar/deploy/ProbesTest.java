package de.msbls.paliad.calendar.deploy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests ask a process for is answered by the running service, on the ports that they name. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class ProbesTest {

    private static final String EVERY_OVERLAY = "de.msbls.paliad.calendar.deploy.Manifests#overlays";

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @ParameterizedTest
    @MethodSource(EVERY_OVERLAY)
    void everyProbeIsAnsweredOnTheMainPort(String overlay) {
        List<JsonNode> probes = services(overlay)
                .flatMap(container -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                        .map(container::path))
                .filter(probe -> !probe.isMissingNode())
                .toList();

        assertThat(probes).isNotEmpty().allSatisfy(probe -> {
            assertThat(probe.at("/httpGet/port").asText("http")).isEqualTo("http");
            given().get(probe.at("/httpGet/path").asText()).then().statusCode(200);
        });
    }

    @ParameterizedTest
    @MethodSource(EVERY_OVERLAY)
    void aProcessIsAskedForNothingBeforeItIsAliveAndSentNothingBeforeItIsReady(String overlay) {
        assertThat(services(overlay).filter(container -> container.has("ports")))
                .isNotEmpty()
                .allSatisfy(container -> {
                    assertThat(container.at("/livenessProbe/httpGet/path").asText())
                            .endsWith("/live");
                    assertThat(container.at("/readinessProbe/httpGet/path").asText())
                            .endsWith("/ready");
                });
    }

    @ParameterizedTest
    @MethodSource(EVERY_OVERLAY)
    void thePortsAreTheServicesOwn(String overlay) throws IOException {
        KnownSettings known = new KnownSettings();
        Set<String> ports = services(overlay)
                .flatMap(container -> Json.each(container.path("ports")))
                .map(port -> port.path("name").asText() + " " + port.path("containerPort"))
                .collect(Collectors.toSet());

        assertThat(ports)
                .isNotEmpty()
                .isSubsetOf(
                        "http " + known.defaultOf("QUARKUS_HTTP_PORT"),
                        "http1 " + known.defaultOf("QUARKUS_HTTP_PORT"),
                        "management " + known.defaultOf("QUARKUS_MANAGEMENT_PORT"));
    }

    @Test
    void theNumbersAreScrapedWhereTheyAreShown() {
        JsonNode endpoint = Manifests.of("production")
                .one("ServiceMonitor", "paliad-calendar")
                .at("/spec/endpoints/0");

        assertThat(endpoint.path("port").asText()).isEqualTo("management");
        assertThat(metrics.getPath()).isEqualTo(endpoint.path("path").asText());
        given().get(metrics).then().statusCode(200);
    }

    @Test
    void theNumberThatWorkersAreScaledByIsShown() {
        String name = Manifests.of("production-without-keda")
                .one("HorizontalPodAutoscaler", "paliad-worker")
                .at("/spec/metrics/0/pods/metric/name")
                .asText();

        given().get(metrics).then().body(containsString(name + " "));
    }

    @Test
    void callersFromOutsideReachTheApiAlone() {
        List<String> paths = Manifests.of("production").one("Ingress", "paliad-api").tree().findValues("path").stream()
                .map(JsonNode::asText)
                .toList();

        assertThat(paths).containsExactly("/api");
        given().get(paths.get(0) + "/me").then().statusCode(401);
    }

    private static Stream<JsonNode> services(String overlay) {
        return Manifests.of(overlay)
                .withPods()
                .flatMap(owner -> Json.each(owner.pod().path("containers")))
                .filter(container -> container.path("name").asText().equals("paliad"));
    }
}
