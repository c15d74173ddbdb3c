package de.msbls.paliad.calendar.sync.log;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets old rows of the log go, a few at a time: it walks through the log from its oldest row on, round after round. There is no
 * index on their age, since a quiet tick moves it.
 */
@ApplicationScoped
public class LogRetentionRepository {

    private static final int ROWS_AT_ONCE = 10_000;

    private static final String FORGET = """
            WITH walked AS MATERIALIZED (
                SELECT id, last_at
                FROM paliad.caldav_sync_log
                WHERE id > $1
                ORDER BY id
                LIMIT $2
            ), forgotten AS (
                DELETE FROM paliad.caldav_sync_log
                WHERE id IN (SELECT id FROM walked WHERE last_at < now() - make_interval(secs => $3))
            )
            SELECT count(*) AS walked, coalesce(max(id), 0) AS last_id FROM walked
            """;

    private final Pool pool;
    private final Duration keep;
    private final AtomicLong walkedTo = new AtomicLong();

    LogRetentionRepository(Pool pool, PaliadConfig config) {
        this.pool = pool;
        this.keep = config.log().retention();
    }

    /** One step of the walk. */
    public Uni<Void> step() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(walkedTo.get(), ROWS_AT_ONCE, (double) keep.toSeconds()))
                .invoke(rows -> {
                    Row row = rows.iterator().next();
                    boolean isAtEnd = row.getLong("walked") < ROWS_AT_ONCE;
                    walkedTo.set(isAtEnd ? 0 : row.getLong("last_id"));
                })
                .replaceWithVoid();
    }
}
