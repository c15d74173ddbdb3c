package de.msbls.paliad.calendar.sync.target;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Refusals that were the calendar's, and not the items'. */
@ApplicationScoped
public class RefusalRepository {

    private static final String FORGET = """
            WITH forgotten AS (
                UPDATE paliad.appointment_caldav_targets
                SET refused_version = NULL, refused_etag = NULL
                WHERE binding_id = $1
                  AND status = 'quarantined'
                  AND reason IN ('forbidden', 'not_found', 'method_not_allowed')
                RETURNING appointment_id
            )
            INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark, look_again)
            SELECT $1, appointment_id, nextval('paliad.pending_marks'), true
            FROM forgotten
            ON CONFLICT (binding_id, appointment_id) DO UPDATE SET mark = EXCLUDED.mark, look_again = true
            """;

    /** What was refused while the calendar took nothing is tried again, since it is there and takes changes. */
    public Uni<Void> forget(SqlClient transaction, UUID binding) {
        return transaction.preparedQuery(FORGET).execute(Tuple.of(binding)).replaceWithVoid();
    }
}
