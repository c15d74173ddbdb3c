package de.msbls.paliad.calendar.sync.change;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The single appointments of a binding that changed and that no tick has seen yet. */
@ApplicationScoped
public class PendingRepository {

    /** Marked or not, what a tick owed to the server and did not come to (it was told to end, or killed) is looked at again. */
    private static final String PENDING = """
            SELECT appointment_id, mark, look_again, try_again, attempts, not_before
            FROM paliad.pending_appointments
            WHERE binding_id = $1
            UNION ALL
            SELECT target.appointment_id, 0, true, false, 0, NULL
            FROM paliad.appointment_caldav_targets target
            WHERE target.binding_id = $1
              AND target.base_version = 0
              AND target.intent IS NULL
              AND target.status = 'active'
              AND NOT EXISTS (SELECT
                              FROM paliad.pending_appointments marked
                              WHERE marked.binding_id = $1 AND marked.appointment_id = target.appointment_id)
            """;

    private static final String SEEN = """
            DELETE FROM paliad.pending_appointments pending
            USING unnest($2::uuid[], $3::bigint[]) AS seen (appointment_id, mark)
            WHERE pending.binding_id = $1
              AND pending.appointment_id = seen.appointment_id
              AND pending.mark = seen.mark
            """;

    private static final String AGAIN = """
            INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark, look_again)
            SELECT binding.id, unsettled.appointment_id, nextval('paliad.pending_marks'), true
            FROM paliad.user_calendar_bindings binding
            CROSS JOIN unnest($2::uuid[]) AS unsettled (appointment_id)
            WHERE binding.id = $1
            ON CONFLICT (binding_id, appointment_id) DO UPDATE SET mark = EXCLUDED.mark, look_again = true
            """;

    /** What was marked anew meanwhile, by a change here or by its owner, does not rest. */
    private static final String REST = """
            INSERT INTO paliad.pending_appointments
                (binding_id, appointment_id, mark, look_again, attempts, not_before)
            SELECT binding.id, failed.appointment_id, nextval('paliad.pending_marks'), true, failed.attempts,
                   failed.not_before
            FROM paliad.user_calendar_bindings binding
            CROSS JOIN unnest($2::uuid[], $3::int[], $4::timestamptz[]) AS failed (appointment_id, attempts, not_before)
            WHERE binding.id = $1
            ON CONFLICT (binding_id, appointment_id) DO UPDATE SET look_again = true
            """;

    private final Pool pool;

    PendingRepository(Pool pool) {
        this.pool = pool;
    }

    public Uni<Pending> pending(UUID binding) {
        return pool.preparedQuery(PENDING).execute(Tuple.of(binding)).map(PendingRepository::pending);
    }

    private static Pending pending(RowSet<Row> rows) {
        Map<UUID, Long> marks = new HashMap<>();
        Set<UUID> lookAgain = new HashSet<>();
        Set<UUID> tryAgain = new HashSet<>();
        Map<UUID, Rest> failed = new HashMap<>();
        for (Row row : rows) {
            UUID appointment = row.getUUID("appointment_id");
            marks.put(appointment, row.getLong("mark"));
            if (row.getBoolean("look_again")) {
                lookAgain.add(appointment);
            }
            if (row.getBoolean("try_again")) {
                tryAgain.add(appointment);
            }
            if (row.getInteger("attempts") > 0) {
                OffsetDateTime until = row.getOffsetDateTime("not_before");
                failed.put(appointment, new Rest(row.getInteger("attempts"), until == null ? null : until.toInstant()));
            }
        }
        return new Pending(marks, lookAgain, tryAgain, failed);
    }

    /** Takes away what a tick has dealt with, but for what changed once more since it looked. */
    public Uni<Void> seen(SqlClient transaction, UUID binding, Map<UUID, Long> marks) {
        if (marks.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] appointments = marks.keySet().toArray(UUID[]::new);
        Long[] values = marks.values().toArray(Long[]::new);
        return transaction
                .preparedQuery(SEEN)
                .execute(Tuple.of(binding, appointments, values))
                .replaceWithVoid();
    }

    /** What could not be settled is looked at again by the next tick. */
    public Uni<Void> again(SqlClient transaction, UUID binding, Collection<UUID> appointments) {
        if (appointments.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(AGAIN)
                .execute(Tuple.of(binding, appointments.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** What the server failed over: to be looked at again when its rest is over. */
    public Uni<Void> rest(SqlClient transaction, UUID binding, Map<UUID, Rest> failed) {
        if (failed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<UUID, Rest>> entries = List.copyOf(failed.entrySet());
        return transaction
                .preparedQuery(REST)
                .execute(Tuple.of(
                        binding,
                        entries.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                        entries.stream()
                                .map(entry -> entry.getValue().attempts())
                                .toArray(Integer[]::new),
                        entries.stream()
                                .map(entry -> utc(entry.getValue().until()))
                                .toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
