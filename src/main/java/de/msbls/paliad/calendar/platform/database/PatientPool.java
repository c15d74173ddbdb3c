package de.msbls.paliad.calendar.platform.database;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pool that lets so many wait for a connection (by default it would be any number), each so long and no longer (by default it
 * would be 30 seconds), that lets nobody else wait longer for a process that stands still in the midst of a transaction (by default
 * it would be for ever), and that keeps long statements prepared too.
 */
@Singleton
public class PatientPool implements PgPoolCreator {

    private static final int PATIENCE_SECONDS = 5;

    /** A paused pod, or one whose machine is gone, holds its row locks until PostgreSQL ends its session. */
    private static final String IDLE_IN_TRANSACTION = "idle_in_transaction_session_timeout";

    /** Characters. By default only statements of less than 2048 are kept, and the longest are the dearest to plan. */
    private static final int LONGEST_KEPT_STATEMENT = 16 * 1024;

    private final int waitQueue;
    private volatile @Nullable PgConnectOptions connectOptions;

    PatientPool(PaliadConfig config) {
        this.waitQueue = config.database().waitQueue();
    }

    /** Where the pool connects to, for a connection beside it. */
    public PgConnectOptions connectOptions() {
        return new PgConnectOptions(Objects.requireNonNull(connectOptions, "the pool was not created yet"));
    }

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList()
                .forEach(options -> options.setPreparedStatementCacheSqlLimit(LONGEST_KEPT_STATEMENT)
                        .addProperty(IDLE_IN_TRANSACTION, PATIENCE_SECONDS + "s"));
        connectOptions = input.pgConnectOptionsList().get(0);
        return PgBuilder.pool()
                .with(input.poolOptions()
                        .setMaxWaitQueueSize(waitQueue)
                        .setConnectionTimeout(PATIENCE_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
