package de.msbls.paliad.calendar.platform.idempotency;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Lets old keys go, a few at a time. Any number of processes may do so at once. */
@ApplicationScoped
public class KeyRetentionRepository {

    private static final int KEYS_AT_ONCE = 10_000;

    private static final String FORGET = """
            DELETE FROM paliad.idempotency_keys
            WHERE (user_id, key) IN (SELECT user_id, key
                                     FROM paliad.idempotency_keys
                                     WHERE created_at < now() - make_interval(secs => $1)
                                     ORDER BY created_at
                                     LIMIT $2
                                     FOR UPDATE SKIP LOCKED)
            """;

    private final Pool pool;
    private final Duration keep;

    KeyRetentionRepository(Pool pool, PaliadConfig config) {
        this.pool = pool;
        this.keep = config.api().idempotencyKeep();
    }

    /** The oldest of those whose time is over. */
    public Uni<Void> step() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of((double) keep.toSeconds(), KEYS_AT_ONCE))
                .replaceWithVoid();
    }
}
