package de.msbls.paliad.calendar.sync.change;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The single appointments of a binding that changed and that no tick has seen yet. */
@ApplicationScoped
public class PendingRepository {

    private static final String PENDING = """
            SELECT appointment_id, mark, look_again
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
            INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark, look_again)
            SELECT binding.id, unsettled.appointment_id, nextval('paliad.pending_marks'), true
            FROM paliad.user_calendar_bindings binding
            CROSS JOIN unnest($2::uuid[]) AS unsettled (appointment_id)
            WHERE binding.id = $1
            ON CONFLICT (binding_id, appointment_id) DO UPDATE SET mark = EXCLUDED.mark, look_again = true
            """;

    private final Pool pool;

    PendingRepository(Pool pool) {
        this.pool = pool;
    }

    public Uni<Pending> pending(UUID binding) {
        return pool.preparedQuery(PENDING).execute(Tuple.of(binding)).map(rows -> {
            Map<UUID, Long> marks = new HashMap<>();
            Set<UUID> lookAgain = new HashSet<>();
            for (Row row : rows) {
                marks.put(row.getUUID("appointment_id"), row.getLong("mark"));
                if (row.getBoolean("look_again")) {
                    lookAgain.add(row.getUUID("appointment_id"));
                }
            }
            return new Pending(marks, lookAgain);
        });
    }

    /**
     * The single appointments that the next tick of a binding must look at.
     *
     * @param marks by appointment, for {@link #seen}
     * @param lookAgain those of them whose objects an earlier tick could not tell, or must be looked at for another reason
     */
    public record Pending(Map<UUID, Long> marks, Set<UUID> lookAgain) {

        public Set<UUID> appointments() {
            return marks.keySet();
        }
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
