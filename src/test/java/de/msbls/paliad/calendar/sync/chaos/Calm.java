package de.msbls.paliad.calendar.sync.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.FirmData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** When there is nothing left to do, as the service's own records say it. */
final class Calm {

    /** The count of each kind of thing that is left, and one of them. */
    private static final String LEFT = """
            SELECT what || ': ' || count(*) || ', one is ' || min(one) AS left
            FROM (SELECT 'changes that are not fanned out' AS what, to_json(change)::text AS one
                  FROM paliad.captured_changes change
                  UNION ALL
                  SELECT 'pending', to_json(pending)::text FROM paliad.pending_appointments pending
                  UNION ALL
                  SELECT 'owed', to_json(tombstone)::text FROM paliad.caldav_tombstones tombstone
                  UNION ALL
                  SELECT 'open or refused', to_json(target)::text
                  FROM paliad.appointment_caldav_targets target
                  WHERE intent IS NOT NULL OR status = 'quarantined'
                  UNION ALL
                  SELECT 'not in sync', to_json(state)::text FROM paliad.binding_sync_state state WHERE state <> 'in_sync'
                  UNION ALL
                  SELECT 'left without a worker', to_json(lease)::text
                  FROM paliad.caldav_leases lease
                  WHERE holder IS NOT NULL AND expires_at < now() - interval '10 seconds') things
            GROUP BY what
            """;

    private static final String TICKS = """
            SELECT binding.id, coalesce(sum(entry.tick_count), 0)::bigint AS ticks
            FROM paliad.user_calendar_bindings binding
            LEFT JOIN paliad.caldav_sync_log entry ON entry.binding_id = binding.id
            GROUP BY binding.id
            """;

    /** A busy machine may be slower than the short time-out: five minutes of back-off would be no test of anything. */
    private static final String END_BACK_OFF = """
            UPDATE paliad.caldav_leases SET not_before = '-infinity', due_at = now()
            WHERE not_before > now() AND expires_at <= now()
            RETURNING account_id
            """;

    /** The first whole one may have begun before. */
    private static final int TICKS_THAT_SAY_SO = 2;

    private final FirmData database;
    private final Tally tally;
    private final Duration patience;

    Calm(FirmData database, Tally tally, Duration patience) {
        this.database = database;
        this.tally = tally;
        this.patience = patience;
    }

    /** Waits until every binding had a whole tick that began after now, and left nothing. */
    void awaitIt() {
        Map<UUID, Long> before = ticks();
        await().atMost(patience).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            endBackOff();
            assertThat(left(before)).isEmpty();
        });
    }

    void endBackOff() {
        tally.count("back-offs ended", database.query(END_BACK_OFF).size());
    }

    private List<String> left(Map<UUID, Long> before) {
        List<String> left = new ArrayList<>();
        database.query(LEFT).forEach(row -> left.add((String) row.get("left")));
        if (left.isEmpty()) {
            Map<UUID, Long> now = ticks();
            long late = before.keySet().stream()
                    .filter(binding -> now.get(binding) < before.get(binding) + TICKS_THAT_SAY_SO)
                    .count();
            if (late > 0) {
                left.add("bindings without a whole tick: " + late);
            }
        }
        return left;
    }

    private Map<UUID, Long> ticks() {
        Map<UUID, Long> ticks = new HashMap<>();
        database.query(TICKS).forEach(row -> ticks.put((UUID) row.get("id"), (Long) row.get("ticks")));
        return ticks;
    }
}
