package de.msbls.paliad.calendar.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database answers nobody for a while, as under a heavy load, and more ask than it has connections. */
@QuarkusTest
@TestProfile(CrowdedDatabaseTest.TwoConnections.class)
@WithTestResource(value = ServiceUnderTest.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class CrowdedDatabaseTest {

    private static final int CONNECTIONS = 2;
    private static final int MAY_WAIT = 4;
    private static final int ASK = 20;
    private static final Duration LONGER_THAN_ANY_WAIT = Duration.ofSeconds(20);
    private static final String APPOINTMENT =
            "{\"title\": \"a\", \"all_day\": true, \"start_date\": \"2026-12-01\", \"end_date\": \"2026-12-02\"}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI service;

    @Inject
    Pool pool;

    DataSource database;

    private String token;

    @BeforeEach
    void aLawyer() {
        token = Tokens.of(new FirmData(database).user());
    }

    @Test
    void whoeverIsTooMuchIsRefusedAtOnceAndTheOthersAreAnswered() throws SQLException {
        List<CompletableFuture<HttpResponse<String>>> answers;
        CompletableFuture<?> worker;
        try (Connection lock = lockOnAppointments()) {
            answers = IntStream.range(0, ASK).mapToObj(i -> list()).toList();
            await().until(() -> ended(answers) == ASK - CONNECTIONS - MAY_WAIT);
            worker = pool.query("SELECT 1").execute().subscribeAsCompletionStage();
            assertThat(worker).as("there is room for the worker").isNotDone();
            answers.stream().filter(CompletableFuture::isDone).forEach(answer -> assertRefused(answer.join()));
            lock.rollback();
        }

        assertThat(answers.stream().map(answer -> answer.join().statusCode()))
                .filteredOn(status -> status == 200)
                .hasSize(CONNECTIONS + MAY_WAIT);
        assertThat(worker).succeedsWithin(LONGER_THAN_ANY_WAIT);
        assertThat(list().join().statusCode()).as("the crowd is over").isEqualTo(200);
    }

    @Test
    void nobodyWaitsForAConnectionLongerThanALittle() throws SQLException {
        try (Connection lock = lockOnAppointments()) {
            List<CompletableFuture<HttpResponse<String>>> first =
                    IntStream.range(0, CONNECTIONS).mapToObj(i -> list()).toList();
            await().until(() -> waitingForTheLock() == CONNECTIONS);
            CompletableFuture<HttpResponse<String>> read = list();
            CompletableFuture<HttpResponse<String>> write = create();

            assertRefused(read.orTimeout(LONGER_THAN_ANY_WAIT.toSeconds(), TimeUnit.SECONDS)
                    .join());
            assertRefused(write.join());
            assertThat(ended(first)).isZero();
            lock.rollback();
            assertThat(first.stream().map(answer -> answer.join().statusCode())).containsOnly(200);
        }
    }

    @Test
    void aQueueThatOthersHaveFilledIsNoErrorOfOurs() throws SQLException {
        try (Connection lock = lockOnAppointments()) {
            List<CompletableFuture<HttpResponse<String>>> first =
                    IntStream.range(0, CONNECTIONS).mapToObj(i -> list()).toList();
            await().until(() -> waitingForTheLock() == CONNECTIONS);
            List<CompletableFuture<RowSet<Row>>> worker = IntStream.range(0, 2 * MAY_WAIT)
                    .mapToObj(i -> pool.query("SELECT 1").execute().subscribeAsCompletionStage())
                    .toList();

            assertRefused(list().join());
            assertRefused(create().join());
            lock.rollback();
            assertThat(worker).allSatisfy(answer -> assertThat(answer).succeedsWithin(LONGER_THAN_ANY_WAIT));
            assertThat(first.stream().map(answer -> answer.join().statusCode())).containsOnly(200);
        }
    }

    private Connection lockOnAppointments() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE paliad.appointments IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    private int waitingForTheLock() {
        return new FirmData(database)
                .query("SELECT FROM pg_locks WHERE NOT granted")
                .size();
    }

    private static long ended(List<CompletableFuture<HttpResponse<String>>> answers) {
        return answers.stream().filter(CompletableFuture::isDone).count();
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:paliad:problem:database-unavailable");
        assertThat(answer.headers().firstValue("Retry-After"))
                .hasValueSatisfying(seconds -> assertThat(seconds).matches("\\d+"));
    }

    private CompletableFuture<HttpResponse<String>> list() {
        return send(request().GET());
    }

    private CompletableFuture<HttpResponse<String>> create() {
        return send(request().header("Content-Type", "application/json").POST(BodyPublishers.ofString(APPOINTMENT)));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(service.resolve("/api/appointments")).header("Authorization", "Bearer " + token);
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** As small as the crowd that a test can make. */
    public static final class TwoConnections implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "paliad.role", "api",
                    "paliad.database.wait-queue", Integer.toString(2 * MAY_WAIT),
                    "quarkus.datasource.reactive.max-size", Integer.toString(CONNECTIONS));
        }
    }
}
