package de.msbls.paliad.calendar.platform.database;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How many requests use the database or wait for it at once: as many as the pool has connections, and half of its wait queue.
 * Whoever comes on top is refused at once instead of making all others wait longer. The other half of the queue is the
 * worker's and the probes', which no burst of requests can fill.
 */
@ApplicationScoped
class Admission {

    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final int most;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean crowded = new AtomicBoolean();

    Admission(
            PaliadConfig config, @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int connectionsOfPool) {
        this.most = connectionsOfPool + config.database().waitQueue() / 2;
    }

    /** Whether there is room for one more, which {@link #leave leaves} in the end. */
    boolean enter() {
        if (inside.incrementAndGet() <= most) {
            return true;
        }
        inside.decrementAndGet();
        if (crowded.compareAndSet(false, true)) {
            LOG.warnf("%d requests use the database or wait for it; more are refused", most);
        }
        return false;
    }

    /** Told once a crowd, which is over when half of it has left. */
    void leave() {
        if (inside.decrementAndGet() <= most / 2 && crowded.compareAndSet(true, false)) {
            LOG.info("Requests are let in to the database again");
        }
    }
}
