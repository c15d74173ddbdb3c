package de.msbls.paliad.calendar.connection;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server whose name leads elsewhere with each look-up, to the packaged service. 127.0.0.2 stands for the internet; nothing else of
 * this machine may be contacted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangingNamesIT {

    private static final String NAME = "calendar.example";
    private static final String OUTSIDE = "127.0.0.2";
    private static final String INSIDE = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final Path artifact = PackagedService.artifact();
    private final FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase();
    private final ChangingNames names = new ChangingNames();
    private final AtomicInteger askedOutside = new AtomicInteger();
    private final AtomicInteger askedInside = new AtomicInteger();

    private int port;
    private PackagedService service;
    private Api lawyer;

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
        service = PackagedService.of(artifact, names.virtualMachine(), settings, log);
        service.start();
        lawyer = Api.at(service.awaitAddress(), firm.user("Anna"));
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
    void theNameLeadsThereAsLongAsItDoesNotChange() {
        names.say(NAME, List.of(List.of(OUTSIDE)));

        assertThat(check().statusCode()).isEqualTo(200);
        assertThat(askedOutside.get()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {INSIDE, "169.254.169.254", "10.0.0.1"})
    void aNameThatLeadsInsideOnceItWasCheckedLeadsNowhere(String inside) {
        names.say(NAME, List.of(List.of(OUTSIDE), List.of(inside)));

        Response answer = check();

        assertThat(answer.jsonPath().getString("error_code")).isEqualTo("address_refused");
        assertThat(names.lookUps())
                .as("look-ups, of which every second leads inside")
                .isGreaterThan(1);
        assertThat(askedOutside.get()).as("where the first led").isPositive();
        assertThat(askedInside.get()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {INSIDE, "169.254.169.254", "::ffff:10.0.0.1"})
    void aNameThatLeadsInsideAsWellIsNotTrustedToLeadOutside(String inside) {
        names.say(NAME, List.of(List.of(OUTSIDE, inside)));

        assertThat(check().jsonPath().getString("error_code")).isEqualTo("address_refused");
        assertThat(askedOutside.get() + askedInside.get()).isZero();
    }

    private Response check() {
        return lawyer.post(
                "/api/caldav-config/check",
                Map.of("server_url", "http://" + NAME + ":" + port + "/", "username", "anna", "password", "geheim"));
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
