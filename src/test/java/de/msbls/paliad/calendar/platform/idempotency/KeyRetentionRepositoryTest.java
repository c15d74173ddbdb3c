package de.msbls.paliad.calendar.platform.idempotency;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.UUID;

class KeyRetentionRepositoryTest {

    @OnEveryPostgres
    void keysGoAfterADayTheOldestFirstAndAFewAtATime(FirmDatabase firm) {
        UUID anna = firm.user("Anna");
        firm.run("""
                INSERT INTO paliad.idempotency_keys (user_id, key, fingerprint, resource_id, created_at)
                SELECT ?, 'key-' || i, '', gen_random_uuid(), now() - make_interval(mins => 24 * 60 - 30 + i)
                FROM generate_series(1, 12000) i
                """, anna);
        try (SyncDatabase database = new SyncDatabase(firm)) {
            KeyRetentionRepository retention = new KeyRetentionRepository(database.pool(), SyncSettings.defaults());

            answer(retention.step());
            assertThat(firm.count("idempotency_keys")).isEqualTo(2_000);
            assertThat(firm.<Boolean>values(
                            "SELECT bool_and(substring(key from 5)::int <= 2000) FROM paliad.idempotency_keys"))
                    .containsExactly(true);
            answer(retention.step());
            answer(retention.step());

            assertThat(firm.count("idempotency_keys")).isEqualTo(29);
        }
    }
}
