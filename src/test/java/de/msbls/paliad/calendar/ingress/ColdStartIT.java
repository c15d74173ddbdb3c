package de.msbls.paliad.calendar.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.Activator;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that was scaled down to zero. */
class ColdStartIT {

    private static final Logger LOG = Logger.getLogger(ColdStartIT.class);
    private static final int AT_ONCE = 20;
    private static final Map<String, String> SETTINGS = Map.of("paliad.role", "api", "paliad.migrate", "false");

    @TempDir
    Path directory;

    @Test
    void allRequestsThatWakeItAtOnceAreAnswered() {
        try (FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase();
                Activator activator = Activator.before(PackagedService.of(
                        PackagedService.artifact(), List.of(), firm, SETTINGS, directory.resolve("service.log")))) {
            HttpRequest request = request(activator.url(), firm.user("Anna"));
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            long start = System.nanoTime();
            List<CompletableFuture<Answer>> answers = Stream.generate(
                            () -> client.sendAsync(request, BodyHandlers.ofString())
                                    .thenApply(response -> Answer.of(response, start)))
                    .limit(AT_ONCE)
                    .toList();

            assertThat(answers.stream().map(CompletableFuture::join))
                    .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            LOG.infof(
                    "%d requests at once at a sleeping instance: answered after %s ms",
                    AT_ONCE,
                    answers.stream()
                            .map(answer -> answer.join().after().toMillis())
                            .sorted()
                            .toList());
        }
    }

    private static HttpRequest request(URI service, UUID lawyer) {
        return HttpRequest.newBuilder(service.resolve("/api/appointments"))
                .header("Authorization", "Bearer " + Tokens.of(lawyer))
                .timeout(Duration.ofMinutes(1))
                .build();
    }

    private record Answer(int status, Duration after) {

        static Answer of(HttpResponse<String> response, long start) {
            return new Answer(response.statusCode(), Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
