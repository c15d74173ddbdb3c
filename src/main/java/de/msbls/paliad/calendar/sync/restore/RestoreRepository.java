package de.msbls.paliad.calendar.sync.restore;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Knows the database again. One that was restored, or whose standby took over, is older than the calendars: every one of them
 * is listed as a whole before anything is deleted there, and no tick that began before records anything.
 */
@ApplicationScoped
public class RestoreRepository {

    /** Fences of the lost time were given to ticks that may run still. */
    private static final String NOTICE = """
            WITH now_here AS (
                SELECT system.system_identifier, log.timeline_id AS timeline,
                       'paliad.database_identity'::regclass::oid AS own_table
                FROM pg_control_system() system, pg_control_checkpoint() log
            ), moved AS (
                UPDATE paliad.database_identity known
                SET epoch = known.epoch + 1, system_identifier = now_here.system_identifier,
                    timeline = now_here.timeline, own_table = now_here.own_table, since = now()
                FROM now_here
                WHERE (known.system_identifier, known.timeline, known.own_table)
                      IS DISTINCT FROM (now_here.system_identifier, now_here.timeline, now_here.own_table)
                RETURNING known.epoch
            ), fenced AS (
                UPDATE paliad.caldav_leases
                SET fence = fence + 1000000, expires_at = '-infinity', not_before = '-infinity', due_at = now(),
                    holder = NULL
                WHERE EXISTS (SELECT FROM moved)
            ), forgotten AS (
                UPDATE paliad.binding_sync_state
                SET sync_token = NULL, sync_token_read_at = NULL, ctag = NULL, listed_at = NULL,
                    scope_changes = scope_changes + 1
                WHERE EXISTS (SELECT FROM moved)
            )
            SELECT epoch FROM moved
            """;

    private final Pool pool;

    RestoreRepository(Pool pool) {
        this.pool = pool;
    }

    /** The new epoch, when this is another database than the last time; NULL: it is the same. */
    public Uni<@Nullable Integer> notice() {
        return pool.preparedQuery(NOTICE)
                .execute()
                .map(rows ->
                        rows.rowCount() == 0 ? null : rows.iterator().next().getInteger("epoch"));
    }
}
