package de.msbls.paliad.calendar.sync.slice;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The slice repository on a firm's database, waiting for its answers. */
final class SliceReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final SliceRepository slices = new SliceRepository();

    SliceReader(FirmDatabase firm) {
        pool = PgBuilder.pool().connectingTo(firm.reactiveUrl()).using(vertx).build();
    }

    long count(Scope scope) {
        return slices.count(pool, scope).await().atMost(PATIENCE);
    }

    List<SliceDifference> differences(UUID binding, Scope scope) {
        return slices.differences(pool, binding, scope, null).await().atMost(PATIENCE);
    }

    List<SliceDifference> differences(UUID binding, Scope scope, List<UUID> onlyAppointments) {
        return slices.differences(pool, binding, scope, onlyAppointments)
                .await()
                .atMost(PATIENCE);
    }

    @Override
    public void close() {
        pool.close().await().atMost(PATIENCE);
        vertx.close().await().atMost(PATIENCE);
    }
}
