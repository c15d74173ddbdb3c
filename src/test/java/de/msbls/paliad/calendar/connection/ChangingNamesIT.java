package de.msbls.paliad.calendar.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ChangingNames;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server whose name leads elsewhere with each look-up, to the packaged service. 127.0.0.2 stands for the internet; nothing else of
 * this machine may be contacted.
 */
@Tag("binary")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangingNamesIT {

    private static final String OUTSIDE = "127.0.0.2";
    private static final String INSIDE = "127.0.0.1";

    @TempDir
    static Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Path artifact = PackagedService.artifact();
    private final FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase();
    private final ChangingNames names = new ChangingNames();
    private final AtomicInteger askedOutside = new AtomicInteger();
    private final AtomicInteger askedInside = new AtomicInteger();

    private int port;
    private PackagedService service;

    @BeforeAll
    void start() throws IOException {
        port = listening(OUTSIDE, 0, askedOutside).actualPort();
        listening(INSIDE, port, askedInside);
        Path log = artifact.resolveSibling("changing-names.log");
        Files.deleteIfExists(log);
        Map<String, String> settings = Map.of(
                "paliad.caldav.allowed-networks", OUTSIDE + "/32",
                "quarkus.datasource.jdbc.url", firm.jdbcUrl().replace("localhost", INSIDE),
                "quarkus.datasource.reactive.url", firm.reactiveUrl().replace("localhost", INSIDE));
        service = PackagedService.of(
                names.asking(artifact, directory), List.of("-Dsun.net.inetaddr.ttl=0"), settings, log);
        service.start();
    }

    @AfterAll
    void stop() {
        service.close();
        names.close();
        firm.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void nobodyHasAskedYet() {
        askedOutside.set(0);
        askedInside.set(0);
    }

    @Test
    void aNameLeadsThereAsLongAsItDoesNotChange() {
        names.say("stays.example", List.of(List.of(OUTSIDE)));

        assertThat(check("stays.example").statusCode()).isEqualTo(200);
        assertThat(askedOutside.get()).isPositive();
    }

    /** The native binary keeps for half a minute what a name led to. */
    @Test
    void namesThatLeadInsideOnceTheyWereCheckedLeadNowhere() {
        List<String> changing = Stream.of(INSIDE, "169.254.169.254", "10.0.0.1")
                .map(inside -> nameOf(inside, List.of(List.of(OUTSIDE), List.of(inside))))
                .toList();

        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(changing)
                        .allSatisfy(name -> assertThat(errorOf(check(name))).isEqualTo("address_refused")));
        assertThat(askedOutside.get()).as("where they led first").isPositive();
        assertThat(askedInside.get()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {INSIDE, "169.254.169.254", "::ffff:10.0.0.1"})
    void aNameThatLeadsInsideAsWellIsNotTrustedToLeadOutside(String inside) {
        String both = nameOf("both " + inside, List.of(List.of(OUTSIDE, inside)));

        assertThat(errorOf(check(both))).isEqualTo("address_refused");
        assertThat(askedOutside.get() + askedInside.get()).isZero();
    }

    private String nameOf(String text, List<List<String>> inTurn) {
        String name = text.replaceAll("[^a-z0-9]+", "-") + ".example";
        names.say(name, inTurn);
        return name;
    }

    private static String errorOf(Response answer) {
        return answer.jsonPath().getString("error_code");
    }

    /** By somebody each time, since nobody may check often. */
    private Response check(String name) {
        Api lawyer = Api.at(service.awaitAddress(), firm.user("Anna " + UUID.randomUUID()));
        return lawyer.post(
                "/api/caldav-config/check",
                Map.of("server_url", "http://" + name + ":" + port + "/", "username", "anna", "password", "geheim"));
    }

    private HttpServer listening(String address, int at, AtomicInteger asked) {
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().setStatusCode(207).end(CalendarHome.WITH_ONE_CALENDAR);
                })
                .listen(at, address)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
