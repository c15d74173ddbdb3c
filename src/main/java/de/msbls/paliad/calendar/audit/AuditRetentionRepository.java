package de.msbls.paliad.calendar.audit;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Lets the oldest rows of the trail go, a few at a time. Any number of processes may do so at once. */
@ApplicationScoped
public class AuditRetentionRepository {

    private static final int ROWS_AT_ONCE = 10_000;

    private static final String FORGET = """
            SELECT paliad.forget_audit_trail(now() - make_interval(secs => $1), $2)
            """;

    private final Pool pool;
    private final Duration keep;

    AuditRetentionRepository(Pool pool, PaliadConfig config) {
        this.pool = pool;
        this.keep = config.retention().audit();
    }

    /** The oldest of those whose time is over. */
    public Uni<Void> step() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of((double) keep.toSeconds(), ROWS_AT_ONCE))
                .replaceWithVoid();
    }
}
