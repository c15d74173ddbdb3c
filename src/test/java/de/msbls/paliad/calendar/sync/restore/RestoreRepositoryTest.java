package de.msbls.paliad.calendar.sync.restore;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseLostException;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.lease.Leases;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

class RestoreRepositoryTest {

    @OnEveryPostgres
    void theSameDatabaseIsKnownAgain(FirmDatabase firm) {
        try (SyncDatabase database = new SyncDatabase(firm)) {
            RestoreRepository restore = new RestoreRepository(database.pool());
            assertThat(answer(restore.notice())).isNull();
            assertThat(answer(restore.notice())).isNull();
        }
    }

    @OnEveryPostgres
    void anotherTimelineAnotherClusterOrOtherTablesAreNoticedOnce(FirmDatabase firm) {
        try (SyncDatabase database = new SyncDatabase(firm)) {
            RestoreRepository restore = new RestoreRepository(database.pool());
            int epoch = 1;
            for (String column : List.of("timeline", "system_identifier", "own_table")) {
                firm.run("UPDATE paliad.database_identity SET %1$s = (%1$s::bigint + 1)::%2$s"
                        .formatted(column, column.equals("own_table") ? "oid" : "bigint"));
                assertThat(answer(restore.notice())).as(column).isEqualTo(++epoch);
                assertThat(answer(restore.notice())).as(column).isNull();
            }
        }
    }

    @OnEveryPostgres
    void everyCalendarIsThenListedAsAWholeAndNoEarlierTickRecordsAnything(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        firm.connection(anna);
        UUID binding = firm.binding(anna, "all_visible", null);
        firm.run("""
                UPDATE paliad.binding_sync_state
                SET sync_token = 'urn:1', sync_token_read_at = now(), ctag = '1', listed_at = now(),
                    scope_changes_done = scope_changes
                """);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LeaseRepository leases = Leases.in(database.pool());
            Lease before = claim(leases);
            firm.run("UPDATE paliad.database_identity SET timeline = timeline + 1");

            answer(new RestoreRepository(database.pool()).notice());

            assertThat(firm.rows("""
                            SELECT binding_id
                            FROM paliad.binding_sync_state
                            WHERE sync_token IS NULL AND ctag IS NULL AND listed_at IS NULL
                              AND scope_changes > scope_changes_done
                            """)).extracting(row -> row.get("binding_id")).containsExactly(binding);
            assertThatThrownBy(() -> database.inTransaction(transaction -> leases.checkFence(transaction, before)))
                    .isInstanceOf(LeaseLostException.class);
            assertThat(claim(leases).fence()).isGreaterThan(before.fence() + 1000);
        }
    }

    @OnEveryPostgres
    void anOrdinaryRoleMayLook(FirmDatabase firm) {
        firm.run("CREATE ROLE looker");
        try {
            firm.run("GRANT USAGE ON SCHEMA paliad TO looker");
            firm.run("SET ROLE looker");
            assertThat(firm.rows("SELECT system_identifier FROM pg_control_system()"))
                    .hasSize(1);
            assertThat(firm.rows("SELECT timeline_id FROM pg_control_checkpoint()"))
                    .hasSize(1);
        } finally {
            firm.run("RESET ROLE");
            firm.run("DROP OWNED BY looker");
            firm.run("DROP ROLE looker");
        }
    }

    private static Lease claim(LeaseRepository leases) {
        return answer(leases.claim("one", Duration.ofMinutes(1), 1, 1, List.of()))
                .get(0);
    }
}
