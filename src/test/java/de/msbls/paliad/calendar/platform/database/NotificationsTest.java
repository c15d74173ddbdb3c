package de.msbls.paliad.calendar.platform.database;

import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.dev.server.RealServer;
import de.msbls.paliad.calendar.platform.database.PatientPoolTest.Settings;
import de.msbls.paliad.calendar.sync.SyncSettings;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class NotificationsTest {

    private final int port = RealServer.freePort();
    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    @Test
    void whoListensBeforeTheDatabaseIsThereHearsItLater() throws Exception {
        Notifications notifications = listening();
        try (EmbeddedPostgres postgres =
                        EmbeddedPostgres.builder().setPort(port).start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            await().atMost(Duration.ofMinutes(1)).until(() -> heard.contains(""));
            statement.execute("NOTIFY news, 'something'");
            await().until(() -> heard.contains("something"));
            notifications.stop(null);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Notifications listening() {
        PatientPool pool = new PatientPool(SyncSettings.defaults());
        PgConnectOptions address = PgConnectOptions.fromUri("postgresql://postgres@localhost:" + port + "/postgres");
        pool.create(new Settings(vertx, new PoolOptions(), List.of(address)));
        Notifications notifications = new Notifications(vertx, pool);
        notifications.listen("news", heard::add);
        return notifications;
    }
}
