package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.database.Notifications;
import de.msbls.paliad.calendar.platform.database.SchemaMigration;
import de.msbls.paliad.calendar.sync.measure.QueueGauges;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Starts the worker where this process is one, as soon as the schema may be used. */
@ApplicationScoped
class WorkerStart {

    /** A hint that changes were captured; the worker's own poll finds them too. */
    private static final String CHANGES = "paliad_changes";

    private final Worker worker;
    private final Notifications notifications;
    private final QueueGauges queue;
    private final Housekeeping house;
    private final SchemaMigration schema;
    private final Vertx vertx;
    private final PaliadConfig config;

    WorkerStart(
            Worker worker,
            Notifications notifications,
            QueueGauges queue,
            Housekeeping house,
            SchemaMigration schema,
            Vertx vertx,
            PaliadConfig config) {
        this.worker = worker;
        this.notifications = notifications;
        this.queue = queue;
        this.house = house;
        this.schema = schema;
        this.vertx = vertx;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.role() != PaliadConfig.Role.API && config.migrate() != PaliadConfig.Migrate.ONLY) {
            startWhenReady();
        }
    }

    private void startWhenReady() {
        if (schema.isReady()) {
            worker.start();
            notifications.listen(CHANGES, hint -> worker.wake());
            queue.start();
            house.start();
        } else {
            vertx.setTimer(1000, timer -> startWhenReady());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        queue.stop();
        worker.stop().await().indefinitely();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
