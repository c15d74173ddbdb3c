package de.msbls.paliad.calendar.sync.log;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.UUID;

class LogRetentionRepositoryTest {

    @OnEveryPostgres
    void oldRowsGoWhateverStandsBetweenThem(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        firm.run("""
                INSERT INTO paliad.caldav_sync_log (user_id, direction, first_at, last_at)
                SELECT ?, 'both', now() - interval '60 days',
                       now() - CASE WHEN i % 3 = 0 THEN interval '1 day' ELSE interval '31 days' END
                FROM generate_series(1, 25000) i
                """, anna);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            LogRetentionRepository retention = new LogRetentionRepository(database.pool(), SyncSettings.defaults());

            answer(retention.step());
            assertThat(firm.count("caldav_sync_log")).isBetween(15_000L, 20_000L);
            answer(retention.step());
            answer(retention.step());

            assertThat(firm.count("caldav_sync_log")).isEqualTo(25_000 / 3);
        }
    }
}
