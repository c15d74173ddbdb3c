package de.msbls.paliad.calendar.sync.measure;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** What waits in the database, read anew at an interval; and whether the database answers. Every worker shows the same. */
@ApplicationScoped
public class QueueGauges {

    private static final Logger LOG = Logger.getLogger(QueueGauges.class);

    private static final long NONE = -1;

    private final QueueRepository repository;
    private final MeterRegistry registry;
    private final Vertx vertx;
    private final Duration interval;
    private final AtomicBoolean reading = new AtomicBoolean();

    private volatile Queue queue = Queue.UNKNOWN;
    private volatile long timer = NONE;

    QueueGauges(QueueRepository repository, MeterRegistry registry, Vertx vertx, PaliadConfig config) {
        this.repository = repository;
        this.registry = registry;
        this.vertx = vertx;
        this.interval = config.metrics().queueInterval();
    }

    /** Shows the gauges, reads now and then every interval, until it is stopped. */
    public void start() {
        gauge("paliad.queue.due", "Accounts that are due and that no worker has claimed", Queue::due);
        seconds("paliad.queue.oldest.age", "For how long the oldest of them is due", Queue::oldestSeconds);
        gauge("paliad.guards.held", "Bindings whose deletions wait for their owner", Queue::held);
        seconds("paliad.guards.oldest.age", "For how long the oldest of them wait", Queue::longestHeldSeconds);
        gauge(
                "paliad.database.reachable",
                "Whether the database answered the last time",
                seen -> seen.isKnown() ? 1 : 0);
        timer = vertx.setPeriodic(interval.toMillis(), elapsed -> read());
        read();
    }

    /** Reads no more. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void gauge(String name, String description, ToDoubleFunction<Queue> value) {
        Gauge.builder(name, this, gauges -> value.applyAsDouble(gauges.queue))
                .description(description)
                .register(registry);
    }

    private void seconds(String name, String description, ToDoubleFunction<Queue> value) {
        Gauge.builder(name, this, gauges -> value.applyAsDouble(gauges.queue))
                .description(description)
                .baseUnit("seconds")
                .register(registry);
    }

    private void read() {
        if (reading.compareAndSet(false, true)) {
            repository
                    .read()
                    .onTermination()
                    .invoke(() -> reading.set(false))
                    .subscribe()
                    .with(seen -> queue = seen, failure -> {
                        queue = Queue.UNKNOWN;
                        LOG.debugf("the queue cannot be read: %s", failure.getMessage());
                    });
        }
    }
}
