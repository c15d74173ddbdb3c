package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.function.Function;

/** The way of the repositories to a firm's database, for tests that wait for their answers. */
public final class SyncDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    public SyncDatabase(FirmDatabase firm) {
        PgConnectOptions address = PgConnectOptions.fromUri(firm.reactiveUrl())
                .setCachePreparedStatements(true); // thousands of runs follow
        pool = PgBuilder.pool().connectingTo(address).using(vertx).build();
    }

    public Pool pool() {
        return pool;
    }

    public <T> T inTransaction(Function<SqlConnection, Uni<T>> work) {
        return answer(pool.withTransaction(work));
    }

    public static <T> T answer(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        answer(pool.close());
        answer(vertx.close());
    }
}
