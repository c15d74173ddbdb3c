package de.msbls.paliad.calendar.sync.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PostgresServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueGaugesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void whileTheDatabaseIsAwayItIsSaidToBeAndNoOldNumberIsShown() {
        FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase();
        try (SyncDatabase database = new SyncDatabase(firm)) {
            QueueGauges gauges = new QueueGauges(
                    new QueueRepository(database.pool()),
                    registry,
                    vertx,
                    SyncSettings.with(Map.of("paliad.metrics.queue-interval", "50ms")));
            gauges.start();
            await().atMost(PATIENCE).until(() -> shown("paliad.database.reachable") == 1);
            assertThat(shown("paliad.queue.due")).isZero();

            firm.close();

            await().atMost(PATIENCE).until(() -> shown("paliad.database.reachable") == 0);
            assertThat(shown("paliad.queue.due")).isNaN();
            assertThat(shown("paliad.guards.held")).isNaN();
        }
    }

    private double shown(String gauge) {
        return registry.get(gauge).gauge().value();
    }
}
