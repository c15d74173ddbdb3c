package de.msbls.paliad.calendar.platform.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @Test
    void theServedDocumentIsTheCheckedInOne() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        Path kept = Path.of("target", "openapi.yaml");
        Files.writeString(kept, served);

        assertThat(Path.of("docs", "openapi.yaml"))
                .as("review the difference to %s, then copy it here", kept)
                .hasContent(served);
    }

    @Test
    void everyOperationHasAnIdATagASummaryAndProblems() {
        operations((name, operation) -> {
            assertThat(operation).as(name).containsKeys("operationId", "summary", "tags", "security");
            assertThat((List<?>) operation.get("tags")).as(name).hasSize(1);
            assertThat(responses(operation)).as(name).containsKeys("401", "503");
        });
    }

    /** That they are as their schemas say is looked at by the linters. */
    @Test
    void everyBodyIsShownByAnExample() {
        operations((name, operation) -> {
            if (operation.get("requestBody") instanceof Map<?, ?> body) {
                assertThatAllHaveExamples(name, body);
            }
            responses(operation)
                    .forEach((status, response) -> assertThatAllHaveExamples(name + " " + status, response));
        });
        document()
                .<String, Map<String, Object>>getMap("components.responses")
                .forEach(OpenApiTest::assertThatAllHaveExamples);
    }

    private static void assertThatAllHaveExamples(String name, Map<?, ?> body) {
        if (body.get("content") instanceof Map<?, ?> content) {
            content.forEach((type, media) -> assertThat(((Map<?, ?>) media).get("example"))
                    .as(name + " " + type)
                    .isNotNull());
        }
    }

    @Test
    void operationIdsAreUnique() {
        Set<Object> seen = new HashSet<>();
        operations((name, operation) ->
                assertThat(seen.add(operation.get("operationId"))).as(name).isTrue());
        assertThat(seen).isNotEmpty();
    }

    @Test
    void everySuccessWithABodyHasASchema() {
        operations((name, operation) -> {
            Map<String, Map<String, Object>> responses = responses(operation);
            responses.forEach((status, response) -> {
                if (status.equals("200") || status.equals("201")) {
                    assertThat(response).as(name + " " + status).containsKey("content");
                }
            });
        });
    }

    @Test
    void whatMayBeRepeatedSaysSo() {
        Map<String, Object> create = document().getMap("paths.'/api/appointments'.post");
        Map<String, Object> key = document().getMap("paths.'/api/appointments'.post.parameters[0]");

        assertThat(key)
                .containsEntry("name", "Idempotency-Key")
                .containsEntry("in", "header")
                .doesNotContainKey("required");
        assertThat(responses(create)).containsKeys("404", "422").doesNotContainKey("412");
    }

    @Test
    void noHostIsMadeUp() {
        assertThat(document().getList("servers.url")).containsExactly("/");
        assertThat(document().getString("openapi")).startsWith("3.1");
    }

    private static void operations(BiConsumer<String, Map<String, Object>> visitor) {
        Map<String, Map<String, Map<String, Object>>> paths = document().getMap("paths");
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                visitor.accept(method + " " + path, operation);
            }
        }));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> responses(Map<String, Object> operation) {
        return (Map<String, Map<String, Object>>) operation.get("responses");
    }

    private static JsonPath document() {
        return given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
