package de.msbls.paliad.calendar.deploy;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.lease.Leases;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What KEDA asks the database for, word for word as in the manifest, counts the work that workers would find or have in hand. */
class ScalingQueryTest {

    private static final String QUERY = Manifests.of("production")
            .one("ScaledObject", "paliad-worker")
            .at("/spec/triggers/0/metadata/query")
            .asText();

    private static final Duration LONG = Duration.ofMinutes(5);

    @OnEveryPostgres
    void nobodyIsNeededWhereNothingIsToDo(FirmDatabase firm) throws IOException {
        assertThat(asked(firm)).isZero();
    }

    @OnEveryPostgres
    void whatAWorkerWouldClaimCountsAndGoesOnCountingInItsHands(FirmDatabase firm) throws IOException {
        firm.run("""
                INSERT INTO paliad.caldav_leases (account_id, due_at, not_before, expires_at)
                SELECT gen_random_uuid(), now() + due, now() + rest, now() + lease
                FROM unnest(ARRAY[interval '-1 h', '1 h', '-1 h'], ARRAY[interval '-1 h', '-1 h', '1 h']) AS time (due, rest),
                     unnest(ARRAY[interval '-1 h', '-1 d']) AS lease
                """);
        long before = asked(firm);

        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = Leases.in(database.pool());
            List<Lease> claimed = answer(leases.claim("worker", LONG, 100, 100, List.of()));

            assertThat(claimed).hasSize(2);
            assertThat(before).isEqualTo(claimed.size());
            assertThat(asked(firm)).isEqualTo(claimed.size());

            claimed.forEach(lease -> answer(leases.release(database.pool(), lease, LONG, Duration.ZERO)));
        }
        assertThat(asked(firm)).isZero();
    }

    @OnEveryPostgres
    void aChangeWakesAWorkerThoughNoAccountIsDueForItYet(FirmDatabase firm) throws IOException {
        firm.appointment(null, firm.user("Anna"), "Hearing");
        firm.appointment(null, firm.user("Ben"), "Dentist");

        assertThat(firm.count("captured_changes")).isPositive();
        assertThat(asked(firm)).isEqualTo(1);
    }

    @OnEveryPostgres
    void soDoesANoticeThatTheFirmHasNotTakenAsSoonAsItIsTriedAgain(FirmDatabase firm) throws IOException {
        firm.run("INSERT INTO paliad.caldav_notices (user_id, state) VALUES (?, 'held')", firm.user("Anna"));
        firm.run("DELETE FROM paliad.captured_changes");
        assertThat(asked(firm)).isEqualTo(1);

        firm.run("UPDATE paliad.caldav_notices SET not_before = now() + interval '1 h'");
        assertThat(asked(firm)).isZero();
    }

    /** By the role that KEDA has. */
    private static long asked(FirmDatabase firm) throws IOException {
        firm.run(Files.readString(Path.of("deploy", "postgresql", "roles.sql")));
        firm.run("SET ROLE paliad_scaler");
        try {
            return firm.<Long>value(QUERY);
        } finally {
            firm.run("RESET ROLE");
        }
    }
}
