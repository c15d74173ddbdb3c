package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.platform.idempotency.KeyRetentionRepository;
import de.msbls.paliad.calendar.sync.log.LogRetentionRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Lets rows go whose time is over, a few at a time. Every worker does, and none waits for another. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final LogRetentionRepository log;
    private final KeyRetentionRepository keys;
    private final Vertx vertx;

    Housekeeping(LogRetentionRepository log, KeyRetentionRepository keys, Vertx vertx) {
        this.log = log;
        this.keys = keys;
        this.vertx = vertx;
    }

    void start() {
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> {
            tidy("the log", log.step());
            tidy("the idempotency keys", keys.step());
        });
    }

    private static void tidy(String what, Uni<Void> step) {
        step.subscribe()
                .with(
                        done -> LOG.tracef("old rows of %s are gone", what),
                        failure -> LOG.warnf("%s could not be tidied: %s", what, failure.getMessage()));
    }
}
