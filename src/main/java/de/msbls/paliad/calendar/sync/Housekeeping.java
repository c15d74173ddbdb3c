package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.audit.AuditRetentionRepository;
import de.msbls.paliad.calendar.connection.rotation.KeyRotation;
import de.msbls.paliad.calendar.platform.idempotency.KeyRetentionRepository;
import de.msbls.paliad.calendar.sync.event.ConflictRetentionRepository;
import de.msbls.paliad.calendar.sync.log.LogRetentionRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Lets rows go whose time is over, a few at a time, and wraps keys anew. Every worker does, and none waits for another. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    /** Pods with the old first key may live on for a while, and make new data keys by it. */
    private static final Duration ROTATION_INTERVAL = Duration.ofHours(1);

    private final LogRetentionRepository log;
    private final KeyRetentionRepository keys;
    private final ConflictRetentionRepository conflicts;
    private final AuditRetentionRepository trail;
    private final KeyRotation rotation;
    private final Vertx vertx;

    Housekeeping(
            LogRetentionRepository log,
            KeyRetentionRepository keys,
            ConflictRetentionRepository conflicts,
            AuditRetentionRepository trail,
            KeyRotation rotation,
            Vertx vertx) {
        this.log = log;
        this.keys = keys;
        this.conflicts = conflicts;
        this.trail = trail;
        this.rotation = rotation;
        this.vertx = vertx;
    }

    void start() {
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> {
            run("tidying the log", log.step());
            run("tidying the idempotency keys", keys.step());
            run("tidying the conflicts", conflicts.step());
            run("tidying the audit trail", trail.step());
        });
        run("the rotation of keys", rotation.pass());
        vertx.setPeriodic(ROTATION_INTERVAL.toMillis(), timer -> run("the rotation of keys", rotation.pass()));
    }

    private static void run(String what, Uni<?> step) {
        step.subscribe()
                .with(
                        done -> LOG.tracef("%s is done", what),
                        failure -> LOG.warnf("%s failed, and is tried again: %s", what, failure.getMessage()));
    }
}
