package de.msbls.paliad.calendar.sync.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pod that is told to end in the midst of a first sync: it records what is on its way, and another goes on at once. */
class DrainJourneyIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int APPOINTMENTS = 1500;

    private final Path artifact = PackagedService.artifact();

    private FirmDatabase firm;
    private RemoteAccount account;
    private RemoteCalendar calendar;
    private PackagedService pod;

    @BeforeEach
    void aLawyerWithManyAppointments() throws IOException {
        firm = PostgresServer.NEWEST.migratedDatabase();
        account = RealServers.sabredav().newAccount();
        calendar = account.newCalendar();
        Path log = artifact.resolveSibling("drain-journey.log");
        Files.deleteIfExists(log);
        pod = PackagedService.of(
                artifact,
                List.of(),
                Map.of(
                        "quarkus.datasource.username", "postgres",
                        "quarkus.datasource.password", "postgres",
                        "quarkus.datasource.jdbc.url", firm.jdbcUrl(),
                        "quarkus.datasource.reactive.url", firm.reactiveUrl(),
                        "paliad.worker.poll-interval", "100ms"),
                log);
    }

    @AfterEach
    void stop() {
        pod.kill();
        firm.close();
    }

    @Test
    void anotherGoesOnAtOnceAndNothingIsThereTwice() {
        UUID anna = firm.user("Anna");
        firm.run("""
                INSERT INTO paliad.appointments (title, starts_at, ends_at, time_zone, created_by)
                SELECT 'Hearing ' || i, now() + i * interval '1 hour', now() + (i + 1) * interval '1 hour', 'Europe/Berlin', ?
                FROM generate_series(1, ?) i
                """, anna, APPOINTMENTS);
        pod.start();
        connect(Api.at(pod.awaitAddress(), anna));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> recorded() > 100);

        pod.close();

        assertThat(recorded()).as("recorded in the midst of it").isLessThan(APPOINTMENTS);
        assertThat(firm.count("appointment_caldav_targets WHERE intent IS NOT NULL"))
                .isZero();
        assertThat(calendar.list()).hasSize((int) recorded());
        assertThat(firm.count("caldav_leases WHERE expires_at <= now() AND due_at <= now()"))
                .as("due, and nobody's")
                .isEqualTo(1);

        pod.start();
        await().atMost(PATIENCE).until(() -> recorded() == APPOINTMENTS);
        pod.close();
        assertThat(calendar.list()).hasSize(APPOINTMENTS);
    }

    private void connect(Api api) {
        Map<String, String> connection = Map.of(
                "server_url", account.server().toString(),
                "username", account.username(),
                "password", account.password(),
                "calendar_path", calendar.path());
        api.put("/api/caldav-config", connection).then().statusCode(oneOf(200, 201));
    }

    private long recorded() {
        return firm.count("appointment_caldav_targets WHERE status = 'active'");
    }
}
