package de.msbls.paliad.calendar.sync.log;

import de.msbls.paliad.calendar.sync.outcome.BindingOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** One row per (user, binding, tick); a quiet tick after a quiet tick only moves the end of that row. */
@ApplicationScoped
public class TickLogRepository {

    private static final String LOG = """
            WITH quiet AS (
                UPDATE paliad.caldav_sync_log
                SET tick_count = tick_count + 1, last_at = now()
                WHERE $3 = 0 AND $4 = 0 AND $5 = 0
                  AND id = (SELECT id FROM paliad.caldav_sync_log WHERE binding_id = $2 ORDER BY id DESC LIMIT 1)
                  AND items_pushed = 0 AND items_pulled = 0 AND items_deleted = 0
                  AND error_code IS NOT DISTINCT FROM $6
                RETURNING id
            )
            INSERT INTO paliad.caldav_sync_log
                (user_id, binding_id, direction, items_pushed, items_pulled, items_deleted, error_code, error)
            SELECT binding.user_id, binding.id, 'both', $3, $4, $5, $6, $7
            FROM paliad.user_calendar_bindings binding
            WHERE binding.id = $2 AND binding.user_id = $1 AND NOT EXISTS (SELECT FROM quiet)
            """;

    public Uni<Void> log(SqlClient transaction, UUID user, BindingOutcome outcome) {
        return transaction
                .preparedQuery(LOG)
                .execute(Tuple.tuple()
                        .addUUID(user)
                        .addUUID(outcome.bindingId())
                        .addInteger(outcome.counts().pushed())
                        .addInteger(outcome.counts().pulled())
                        .addInteger(outcome.counts().deleted())
                        .addString(outcome.errorCode())
                        .addString(outcome.error()))
                .replaceWithVoid();
    }
}
