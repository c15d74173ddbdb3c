package de.msbls.paliad.calendar.sync.measure;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.UUID;

class QueueRepositoryTest {

    @OnEveryPostgres
    void nothingWaitsInAnEmptyFirm(FirmDatabase firm) {
        assertThat(read(firm)).isEqualTo(new Queue(0, 0, 0, 0));
    }

    @OnEveryPostgres
    void onlyWhatAWorkerCouldClaimWaitsAndItWaitsSinceItCould(FirmDatabase firm) {
        lease(firm, "now() - interval '50 s'", "'-infinity'", "'-infinity'");
        lease(firm, "now() - interval '1 h'", "now() - interval '100 s'", "'-infinity'"); // it rested until then
        lease(firm, "now() - interval '1 h'", "'-infinity'", "now() - interval '80 s'"); // its worker died
        lease(firm, "now() - interval '1 h'", "'-infinity'", "now() + interval '1 min'"); // a worker has it
        lease(firm, "now() - interval '1 h'", "now() + interval '1 min'", "'-infinity'"); // it rests
        lease(firm, "now() + interval '1 min'", "'-infinity'", "'-infinity'"); // it is quiet

        assertThat(read(firm).due()).isEqualTo(3);
        assertThat(read(firm).oldestSeconds()).isBetween(100.0, 160.0);
    }

    @OnEveryPostgres
    void heldDeletionsWaitSinceTheOldestOfThem(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        firm.connection(anna);
        held(firm, firm.binding(anna, "all_visible", null), 20);
        held(firm, firm.binding(anna, "personal_only", null), 300);
        firm.binding(anna, "project", firm.client("Acme"));

        assertThat(read(firm).held()).isEqualTo(2);
        assertThat(read(firm).longestHeldSeconds()).isBetween(300.0, 360.0);
    }

    private static void lease(FirmDatabase firm, String due, String notBefore, String expires) {
        firm.run("""
                INSERT INTO paliad.caldav_leases (account_id, due_at, not_before, expires_at)
                VALUES (gen_random_uuid(), %s, %s, %s)
                """.formatted(due, notBefore, expires));
    }

    private static void held(FirmDatabase firm, UUID binding, int seconds) {
        firm.run("""
                UPDATE paliad.binding_sync_state
                SET state = 'held', guard_direction = 'inbound', guard_count = 3,
                    guard_since = now() - make_interval(secs => ?)
                WHERE binding_id = ?
                """, seconds, binding);
    }

    private static Queue read(FirmDatabase firm) {
        try (SyncDatabase database = new SyncDatabase(firm)) {
            return answer(new QueueRepository(database.pool()).read());
        }
    }
}
