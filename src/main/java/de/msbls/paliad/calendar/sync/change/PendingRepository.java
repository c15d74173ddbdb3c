package de.msbls.paliad.calendar.sync.change;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The single appointments of a binding that changed and that no tick has seen yet. */
@ApplicationScoped
public class PendingRepository {

    private static final String PENDING = """
            SELECT appointment_id, mark
            FROM paliad.pending_appointments
            WHERE binding_id = $1
            """;

    private static final String SEEN = """
            DELETE FROM paliad.pending_appointments pending
            USING unnest($2::uuid[], $3::bigint[]) AS seen (appointment_id, mark)
            WHERE pending.binding_id = $1
              AND pending.appointment_id = seen.appointment_id
              AND pending.mark = seen.mark
            """;

    private static final String AGAIN = """
            INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark)
            SELECT binding.id, unsettled.appointment_id, nextval('paliad.pending_marks')
            FROM paliad.user_calendar_bindings binding
            CROSS JOIN unnest($2::uuid[]) AS unsettled (appointment_id)
            WHERE binding.id = $1
            ON CONFLICT (binding_id, appointment_id) DO UPDATE SET mark = EXCLUDED.mark
            """;

    private final Pool pool;

    PendingRepository(Pool pool) {
        this.pool = pool;
    }

    /** What is pending, each with the mark that {@link #seen} takes. */
    public Uni<Map<UUID, Long>> pending(UUID binding) {
        return pool.preparedQuery(PENDING).execute(Tuple.of(binding)).map(rows -> {
            Map<UUID, Long> marks = new HashMap<>();
            for (Row row : rows) {
                marks.put(row.getUUID("appointment_id"), row.getLong("mark"));
            }
            return marks;
        });
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
}
