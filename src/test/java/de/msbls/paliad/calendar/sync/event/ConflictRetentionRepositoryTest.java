package de.msbls.paliad.calendar.sync.event;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.UUID;

class ConflictRetentionRepositoryTest {

    @OnEveryPostgres
    void resolvedOnesGoAFewAtATimeAndOpenOnesStay(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        firm.run("""
                INSERT INTO paliad.caldav_conflicts
                    (user_id, appointment_id, cause, fields, remote, database, created_at, resolved_at, resolution)
                SELECT ?, gen_random_uuid(), 'both_changed', '{}', '{}', '{}', now() - interval '400 days',
                       CASE WHEN i % 3 = 0 THEN now() - interval '91 days'
                            WHEN i % 3 = 1 THEN now() - interval '89 days' END,
                       CASE WHEN i % 3 < 2 THEN 'keep_database' END
                FROM generate_series(1, 4500) i
                """, anna);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            ConflictRetentionRepository retention =
                    new ConflictRetentionRepository(database.pool(), SyncSettings.defaults());

            answer(retention.step());
            assertThat(firm.count("caldav_conflicts")).isEqualTo(3_500);
            answer(retention.step());
            answer(retention.step());

            assertThat(firm.count("caldav_conflicts")).isEqualTo(3_000);
            assertThat(firm.<Long>value("SELECT count(*) FROM paliad.caldav_conflicts WHERE resolved_at IS NULL"))
                    .isEqualTo(1_500);
        }
    }
}
