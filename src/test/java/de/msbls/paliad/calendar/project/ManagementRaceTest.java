package de.msbls.paliad.calendar.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several who manage at once, some of them through the firm's own application. */
@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class ManagementRaceTest {

    private static final int ROUNDS = 30;

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/api/projects")
    URI projects;

    DataSource database;

    private FirmData firm;
    private UUID client;
    private UUID matter;
    private UUID anna;
    private UUID bert;

    @BeforeEach
    void twoLeads() {
        firm = new FirmData(database);
        client = firm.project("client", null);
        matter = firm.project("litigation", client);
        anna = firm.user();
        bert = firm.user();
        firm.team(client, anna, "lead");
        firm.team(client, bert, "lead");
    }

    @Test
    void ofTwoPatchesOfTheSameStateOneIsToldThatItIsStale() {
        for (int round = 0; round < ROUNDS; round++) {
            String etag = send(anna, "GET", "/" + matter, "")
                    .join()
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            String title = "{\"title\": \"By %s in round " + round + "\"}";
            CompletableFuture<HttpResponse<String>> one =
                    send(anna, "PATCH", "/" + matter, title.formatted("Anna"), "If-Match", etag);
            CompletableFuture<HttpResponse<String>> other =
                    send(bert, "PATCH", "/" + matter, title.formatted("Bert"), "If-Match", etag);

            assertThat(statuses(one, other)).containsExactlyInAnyOrder(200, 412);
        }
    }

    @Test
    void ofTwoMovesThatWouldCloseACircleOneIsRefused() {
        for (int round = 0; round < ROUNDS; round++) {
            UUID left = firm.project("patent", matter);
            UUID right = firm.project("patent", matter);
            CompletableFuture<HttpResponse<String>> one = send(anna, "PATCH", "/" + left, beneath(right));
            CompletableFuture<HttpResponse<String>> other = send(bert, "PATCH", "/" + right, beneath(left));

            assertThat(statuses(one, other)).containsExactlyInAnyOrder(200, 400);
        }
    }

    @Test
    void ofTwoLeadsWhoTakeEachOtherOffOneStays() {
        for (int round = 0; round < ROUNDS; round++) {
            UUID node = firm.project("client", null);
            firm.team(node, anna, "lead");
            firm.team(node, bert, "lead");
            CompletableFuture<HttpResponse<String>> one = send(anna, "DELETE", "/" + node + "/team/" + bert, "");
            CompletableFuture<HttpResponse<String>> other = send(bert, "DELETE", "/" + node + "/team/" + anna, "");

            assertThat(statuses(one, other)).contains(204).containsAnyOf(403, 404);
        }
    }

    @Test
    void ofTwoLeadsWhoLeaveAtOnceOneStays() {
        for (int round = 0; round < ROUNDS; round++) {
            UUID node = firm.project("client", null);
            firm.team(node, anna, "lead");
            firm.team(node, bert, "lead");
            CompletableFuture<HttpResponse<String>> one = send(anna, "DELETE", "/" + node + "/team/" + anna, "");
            CompletableFuture<HttpResponse<String>> other =
                    send(bert, "PUT", "/" + node + "/team/" + bert, "{\"role\": \"member\"}");

            assertThat(statuses(one, other)).contains(409).containsAnyOf(200, 204);
        }
    }

    @Test
    void whoLosesTheLeadMeanwhileIsRefused() throws Exception {
        for (String loss : List.of(
                "DELETE FROM paliad.project_teams WHERE project_id = ? AND user_id = ?",
                "UPDATE paliad.project_teams SET role = 'member' WHERE project_id = ? AND user_id = ?")) {
            UUID carla = firm.user();
            firm.team(client, carla, "lead");
            firm.team(matter, carla, "observer");
            UUID patent = firm.project("patent", matter);
            List<CompletableFuture<HttpResponse<String>>> answers = whileOpen(
                    4,
                    () -> List.of(
                            send(
                                    carla,
                                    "POST",
                                    "",
                                    "{\"kind\": \"case\", \"title\": \"X\", \"parent_id\": \"" + matter + "\"}"),
                            send(carla, "PATCH", "/" + matter, "{\"title\": \"X\"}"),
                            send(carla, "DELETE", "/" + patent, ""),
                            send(carla, "PUT", "/" + patent + "/team/" + bert, "{\"role\": \"member\"}")),
                    loss,
                    client,
                    carla);

            assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode())
                    .as(answer.join().body())
                    .isEqualTo(403));
            assertThat(firm.query("SELECT FROM paliad.projects WHERE parent_id = ?", matter))
                    .hasSize(1);
            firm.execute("DELETE FROM paliad.projects WHERE id = ?", patent);
        }
    }

    @Test
    void aNodeThatGetsAnAppointmentMeanwhileIsNotDeleted() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = whileOpen(
                1,
                () -> List.of(send(anna, "DELETE", "/" + matter, "")),
                "INSERT INTO paliad.appointments (title, project_id, created_by) VALUES ('Hearing', ?, ?)",
                matter,
                anna);

        assertThat(answers.get(0).join().statusCode()).isEqualTo(409);
        assertThat(firm.query("SELECT FROM paliad.appointments WHERE project_id = ?", matter))
                .hasSize(1);
    }

    @Test
    void aNodeThatGetsAChildMeanwhileIsNotDeleted() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = whileOpen(
                1,
                () -> List.of(send(anna, "DELETE", "/" + matter, "")),
                "INSERT INTO paliad.projects (parent_id, kind, title) VALUES (?, 'case', 'Case')",
                matter);

        assertThat(answers.get(0).join().statusCode()).isEqualTo(409);
        assertThat(answers.get(0).join().body()).contains("urn:paliad:problem:not-empty");
    }

    @Test
    void nothingIsPutBeneathANodeThatIsDeletedMeanwhile() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = whileOpen(
                1,
                () -> List.of(send(
                        anna, "POST", "", "{\"kind\": \"case\", \"title\": \"X\", \"parent_id\": \"" + matter + "\"}")),
                "DELETE FROM paliad.projects WHERE id = ?",
                matter);

        assertThat(answers.get(0).join().statusCode()).isEqualTo(400);
        assertThat(answers.get(0).join().body()).contains("parent_id");
    }

    @Test
    void aMemberWhoGetsTheRoleThatSheHasMovesNoCalendar() {
        send(anna, "PUT", "/" + matter + "/team/" + bert, "{\"role\": \"member\"}")
                .join();
        int before = changes();

        HttpResponse<String> again = send(anna, "PUT", "/" + matter + "/team/" + bert, "{\"role\": \"member\"}")
                .join();

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(changes()).isEqualTo(before).isPositive();
    }

    private int changes() {
        return firm.query("SELECT FROM paliad.captured_changes WHERE kind = 'team' AND project_id = ?", matter)
                .size();
    }

    /**
     * The firm's application runs a statement, and commits when so many requests wait for it.
     *
     * @return the answers to come
     */
    private List<CompletableFuture<HttpResponse<String>>> whileOpen(
            int waiting, Requests requests, String statement, Object... values) throws SQLException {
        try (Connection application = database.getConnection()) {
            application.setAutoCommit(false);
            try (PreparedStatement prepared = application.prepareStatement(statement)) {
                for (int i = 0; i < values.length; i++) {
                    prepared.setObject(i + 1, values[i]);
                }
                prepared.execute();
            }
            List<CompletableFuture<HttpResponse<String>>> answers = requests.send();
            await().atMost(Duration.ofSeconds(30)).until(() -> firm.query("""
                                    SELECT FROM pg_stat_activity
                                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                                    """).size() >= waiting);
            application.commit();
            return answers;
        }
    }

    private interface Requests {
        List<CompletableFuture<HttpResponse<String>>> send();
    }

    private static List<Integer> statuses(
            CompletableFuture<HttpResponse<String>> one, CompletableFuture<HttpResponse<String>> other) {
        return List.of(one.join().statusCode(), other.join().statusCode());
    }

    private static String beneath(UUID parent) {
        return "{\"parent_id\": \"" + parent + "\"}";
    }

    private CompletableFuture<HttpResponse<String>> send(
            UUID user, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(projects + path))
                .header("Authorization", "Bearer " + Tokens.of(user))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }
}
