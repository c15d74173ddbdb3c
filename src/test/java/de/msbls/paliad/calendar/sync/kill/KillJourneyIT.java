package de.msbls.paliad.calendar.sync.kill;

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
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packaged service is killed at requests of every kind: before the calendar server hears of them, while it acts, and
 * after it has. {@code -Dpaliad.kill.rounds} says how often, {@code -Dpaliad.kill.seed} repeats a run's choices.
 */
@Tag("binary")
class KillJourneyIT {

    private static final Logger LOG = Logger.getLogger(KillJourneyIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int KILLS_BETWEEN_CHECKS = 20;

    private final Path artifact = PackagedService.artifact();
    private final boolean isNative = !artifact.toString().endsWith(".jar");
    private final int rounds = Integer.getInteger("paliad.kill.rounds", isNative ? 20 : 10);
    private final long seed = Long.getLong("paliad.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Integer> kills = new TreeMap<>();

    private FirmDatabase firm;
    private KillingProxy proxy;
    private PackagedService service;
    private BothSides sides;

    @BeforeEach
    void aLawyerWithTwoCalendars() throws IOException {
        firm = PostgresServer.NEWEST.migratedDatabase();
        RemoteAccount account = RealServers.sabredav().newAccount();
        proxy = new KillingProxy(account.server());
        service = service();
        UUID lawyer = firm.user("Anna");
        UUID matter = firm.litigation(firm.client("Acme"), "Acme against Bolt");
        firm.member(matter, lawyer);
        sides = new BothSides(firm, lawyer, matter, random);

        service.start();
        Api api = Api.at(service.awaitAddress(), lawyer);
        RemoteCalendar everything = account.newCalendar();
        RemoteCalendar ofMatter = account.newCalendar();
        api.put("/api/caldav-config", connection(account, everything)).then().statusCode(oneOf(200, 201));
        UUID second = api.post(
                        "/api/caldav-bindings",
                        Map.of("calendar_path", ofMatter.path(), "scope_kind", "litigation", "scope_id", matter))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
        UUID first = firm.value("SELECT id FROM paliad.user_calendar_bindings WHERE scope_kind = 'all_visible'");
        service.kill();
        service.awaitEnd();
        sides.bound(first, everything, true);
        sides.bound(second, ofMatter, false);
    }

    private Map<String, String> connection(RemoteAccount account, RemoteCalendar calendar) {
        return Map.of(
                "server_url", proxy.url().toString(),
                "username", account.username(),
                "password", account.password(),
                "calendar_path", calendar.path());
    }

    /** A lease that a killed process leaves behind is waited for: a short one, and requests shorter than what is left of it. */
    private PackagedService service() throws IOException {
        Path log = artifact.resolveSibling("kill-journey.log");
        Files.deleteIfExists(log);
        return PackagedService.of(
                artifact,
                isNative ? List.of() : List.of("-XX:TieredStopAtLevel=1"),
                firm,
                Map.of(
                        "paliad.worker.lease", "4s",
                        "paliad.caldav.request-timeout", "1900ms",
                        "paliad.worker.poll-interval", "100ms",
                        "paliad.sync.quiet-interval", "1s",
                        "paliad.sync.listing-lag", "0s"),
                log);
    }

    @AfterEach
    void stop() {
        service.kill();
        proxy.close();
        firm.close();
    }

    @Test
    void killedAtAnyRequestItLosesNothingAndWritesNothingTwice() {
        LOG.infof("%d kills of %s, -Dpaliad.kill.seed=%d", rounds, artifact.getFileName(), seed);
        try {
            killAndCheck();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "%s, after the kills %s, -Dpaliad.kill.seed=%d".formatted(e.getMessage(), kills, seed), e);
        }
        LOG.infof("killed %d times, nothing lost, nothing twice: %s", rounds, kills);
    }

    private void killAndCheck() {
        for (int done = 0; done < rounds; ) {
            Shot shot = Shot.drawn(random);
            sides.changeTowards(shot);
            if (isKilledBy(shot)) {
                done++;
                kills.merge(shot.kind() + " " + shot.moment(), 1, Integer::sum);
                if (done % KILLS_BETWEEN_CHECKS == 0 || done == rounds) {
                    checkInSync(done);
                }
            }
        }
    }

    /** Not, where all came into sync without such a request. */
    private boolean isKilledBy(Shot shot) {
        proxy.arm(shot, service::kill);
        long ticks = ticks();
        service.start();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> !proxy.isArmed() || isInSync(ticks));
        boolean killed = !proxy.disarm();
        service.kill();
        service.awaitEnd();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(proxy::isIdle);
        return killed;
    }

    private void checkInSync(int done) {
        service.start();
        awaitInSync();
        int writes = proxy.writes();
        new Reckoning(firm, sides).check();
        awaitInSync();
        assertThat(proxy.writes()).as("writes without a cause").isEqualTo(writes);
        LOG.infof("%d kills, all in sync: %d appointments", done, sides.alive().size());
        service.kill();
        service.awaitEnd();
    }

    private void awaitInSync() {
        long ticks = ticks();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(left(ticks))
                .isEmpty());
    }

    private boolean isInSync(long ticksBefore) {
        return left(ticksBefore).isEmpty();
    }

    /** What keeps it from being in sync: both bindings had a whole tick after so many, and nothing is left to do. */
    private List<String> left(long ticksBefore) {
        endBackOff();
        List<String> left = firm.values("""
                SELECT 'a change that is not fanned out: ' || to_json(change) FROM paliad.captured_changes change
                UNION ALL
                SELECT 'pending: ' || to_json(pending) FROM paliad.pending_appointments pending
                UNION ALL
                SELECT 'owed: ' || to_json(tombstone) FROM paliad.caldav_tombstones tombstone
                UNION ALL
                SELECT 'open: ' || to_json(target)
                FROM paliad.appointment_caldav_targets target WHERE intent IS NOT NULL OR status = 'quarantined'
                UNION ALL
                SELECT 'not in sync: ' || to_json(state) FROM paliad.binding_sync_state state WHERE state <> 'in_sync'
                UNION ALL
                SELECT 'leased or due: ' || to_json(lease)
                FROM paliad.caldav_leases lease WHERE expires_at > now() OR due_at <= now()
                """);
        if (ticks() < ticksBefore + 2) {
            left.add("no whole tick yet");
        }
        return left;
    }

    /** A busy machine may be slower than the short time-out: five minutes of back-off would be no test of anything. */
    private void endBackOff() {
        firm.run("""
                UPDATE paliad.caldav_leases SET not_before = '-infinity', due_at = now()
                WHERE not_before > now() AND expires_at <= now()
                """);
    }

    /** Of the binding that had the fewest. */
    private long ticks() {
        return firm.<Long>value("""
                SELECT coalesce(min(ticks), 0)::bigint
                FROM (SELECT coalesce(sum(entry.tick_count), 0) AS ticks
                      FROM paliad.user_calendar_bindings binding
                      LEFT JOIN paliad.caldav_sync_log entry ON entry.binding_id = binding.id
                      GROUP BY binding.id) each
                """);
    }
}
