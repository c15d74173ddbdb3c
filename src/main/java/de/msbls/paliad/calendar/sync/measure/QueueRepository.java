package de.msbls.paliad.calendar.sync.measure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads what waits, in one statement over two narrow tables: a row for each account, and one for each binding. */
@ApplicationScoped
class QueueRepository {

    private static final String READ = """
            SELECT due.accounts, due.oldest, held.bindings, held.longest
            FROM (SELECT count(*) AS accounts,
                         coalesce(extract(epoch FROM now() - min(greatest(due_at, not_before, expires_at))), 0)::float8 AS oldest
                  FROM paliad.caldav_leases
                  WHERE due_at <= now() AND not_before <= now() AND expires_at <= now()) due,
                 (SELECT count(*) AS bindings,
                         coalesce(extract(epoch FROM now() - min(guard_since)), 0)::float8 AS longest
                  FROM paliad.binding_sync_state
                  WHERE guard_since IS NOT NULL) held
            """;

    private final Pool pool;

    QueueRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Queue> read() {
        return pool.preparedQuery(READ).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Queue(
                    row.getLong("accounts"),
                    row.getDouble("oldest"),
                    row.getLong("bindings"),
                    row.getDouble("longest"));
        });
    }
}
