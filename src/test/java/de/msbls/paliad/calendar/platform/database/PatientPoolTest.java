package de.msbls.paliad.calendar.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PostgresServer;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatientPoolTest {

    record Settings(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}

    /** As a pod does that is paused in the midst of it. */
    @Test
    void whoStandsStillInATransactionKeepsOthersWaitingForSecondsOnly() {
        Vertx vertx = Vertx.vertx();
        try (FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase()) {
            firm.run("INSERT INTO paliad.caldav_leases (account_id) VALUES (gen_random_uuid())");
            PgConnectOptions address = PgConnectOptions.fromUri(firm.reactiveUrl());
            Pool pool = new PatientPool(SyncSettings.defaults())
                    .create(new Settings(vertx, new PoolOptions(), List.of(address)));
            join(pool.getConnection().compose(connection -> connection.begin().compose(begun -> connection
                    .query("SELECT FROM paliad.caldav_leases FOR SHARE")
                    .execute())));

            firm.run("SET lock_timeout = '30s'");
            assertThat(firm.run("UPDATE paliad.caldav_leases SET due_at = now()"))
                    .isEqualTo(1);
        } finally {
            join(vertx.close());
        }
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
