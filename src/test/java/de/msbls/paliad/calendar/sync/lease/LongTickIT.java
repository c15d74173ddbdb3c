package de.msbls.paliad.calendar.sync.lease;

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

/** What may come in the midst of a first sync, which outlasts its lease many times over. */
class LongTickIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int APPOINTMENTS = 3000;

    private final Path artifact = PackagedService.artifact();

    private FirmDatabase firm;
    private UUID lawyer;
    private RemoteAccount account;
    private RemoteCalendar calendar;
    private PackagedService pod;

    @BeforeEach
    void aLawyerWithManyAppointments() throws IOException {
        firm = PostgresServer.NEWEST.migratedDatabase();
        lawyer = firm.user("Anna");
        firm.run("""
                INSERT INTO paliad.appointments (title, starts_at, ends_at, time_zone, created_by)
                SELECT 'Hearing ' || i, now() + i * interval '1 hour', now() + (i + 1) * interval '1 hour', 'Europe/Berlin', ?
                FROM generate_series(1, ?) i
                """, lawyer, APPOINTMENTS);
        account = RealServers.sabredav().newAccount();
        calendar = account.newCalendar();
        Path log = artifact.resolveSibling("long-tick.log");
        Files.deleteIfExists(log);
        pod = PackagedService.of(
                artifact,
                List.of(),
                firm,
                Map.of(
                        "paliad.worker.lease", "6s",
                        "paliad.caldav.request-timeout", "1500ms",
                        "paliad.worker.poll-interval", "100ms"),
                log);
    }

    @AfterEach
    void stop() {
        pod.kill();
        firm.close();
    }

    /** What is on its way is recorded, and another goes on at once. */
    @Test
    void aPodThatIsToldToEndHandsItsWorkBack() {
        pod.start();
        connect();
        await().atMost(PATIENCE).pollInterval(LOOK).until(() -> recorded() > 100);

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

    @Test
    void aRenewalThatFailsOnceIsMadeAgain() {
        firm.run("CREATE SEQUENCE public.renewals");
        firm.run("""
                CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF nextval('public.renewals') = 1 THEN
                        RAISE EXCEPTION 'not now';
                    END IF;
                    RETURN NEW;
                END
                $$""");
        firm.run("""
                CREATE TRIGGER fail BEFORE UPDATE ON paliad.caldav_leases
                FOR EACH ROW
                WHEN (NEW.fence = OLD.fence AND OLD.expires_at > now() AND NEW.expires_at > OLD.expires_at)
                EXECUTE FUNCTION public.fail()""");
        pod.start();
        connect();
        await().atMost(PATIENCE).pollInterval(LOOK).until(() -> recorded() > 0);
        long claim = fence();
        await().atMost(PATIENCE).pollInterval(LOOK).until(() -> recorded() == APPOINTMENTS);

        assertThat(firm.<Long>value("SELECT last_value FROM public.renewals"))
                .as("renewals, of which the first failed")
                .isGreaterThan(1);
        assertThat(fence()).as("the claim, still the same").isEqualTo(claim);
    }

    private void connect() {
        Map<String, String> connection = Map.of(
                "server_url", account.server().toString(),
                "username", account.username(),
                "password", account.password(),
                "calendar_path", calendar.path());
        Api.at(pod.awaitAddress(), lawyer)
                .put("/api/caldav-config", connection)
                .then()
                .statusCode(oneOf(200, 201));
    }

    private long fence() {
        return firm.<Long>value("SELECT fence FROM paliad.caldav_leases");
    }

    private long recorded() {
        return firm.count("appointment_caldav_targets WHERE status = 'active'");
    }
}
