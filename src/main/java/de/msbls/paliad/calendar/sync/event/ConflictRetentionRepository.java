package de.msbls.paliad.calendar.sync.event;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Lets resolved conflicts go, a few at a time. Any number of processes may do so at once. An open one stays, however old:
 * it is all that is left of a version that lost.
 */
@ApplicationScoped
public class ConflictRetentionRepository {

    private static final int CONFLICTS_AT_ONCE = 1_000;

    private static final String FORGET = """
            DELETE FROM paliad.caldav_conflicts
            WHERE id IN (SELECT id
                         FROM paliad.caldav_conflicts
                         WHERE resolved_at < now() - make_interval(secs => $1)
                         ORDER BY resolved_at
                         LIMIT $2
                         FOR UPDATE SKIP LOCKED)
            """;

    private final Pool pool;
    private final Duration keep;

    ConflictRetentionRepository(Pool pool, PaliadConfig config) {
        this.pool = pool;
        this.keep = config.retention().resolvedConflicts();
    }

    /** The oldest of those whose time is over. */
    public Uni<Void> step() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of((double) keep.toSeconds(), CONFLICTS_AT_ONCE))
                .replaceWithVoid();
    }
}
