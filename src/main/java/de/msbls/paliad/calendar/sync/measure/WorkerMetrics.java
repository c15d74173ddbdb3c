package de.msbls.paliad.calendar.sync.measure;

import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseLostException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this process does as a worker: looks for work, ticks and how they ended, leases that were lost on the way. */
@ApplicationScoped
class WorkerMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    private final MeterRegistry registry;
    private final AtomicInteger running = new AtomicInteger();
    private final Counter looked;
    private final Counter lookedInVain;
    private final Counter lost;

    WorkerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.looked = looks("done");
        this.lookedInVain = looks("failed");
        this.lost = Counter.builder("paliad.leases.lost")
                .description("Ticks that ended because their lease was over or had passed on")
                .register(registry);
        Gauge.builder("paliad.ticks.running", running, AtomicInteger::get)
                .description("Ticks that run in this process just now")
                .register(registry);
    }

    private Counter looks(String outcome) {
        return Counter.builder("paliad.worker.looks")
                .description("How often this worker has looked for due accounts")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Counts a look for work; a failed one is one that the database did not answer. */
    <T> Uni<T> look(Uni<T> looking) {
        return looking.onItemOrFailure()
                .invoke((item, failure) -> (failure == null ? looked : lookedInVain).increment());
    }

    /** Times a tick, by the word that it answers with. */
    Uni<String> tick(Lease lease, Supplier<Uni<String>> ticking) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample began = Timer.start(registry);
            running.incrementAndGet();
            return Uni.createFrom().deferred(ticking::get).onTermination().invoke((outcome, failure, cancelled) -> {
                running.decrementAndGet();
                began.stop(timer(outcome == null ? word(lease, failure) : outcome));
            });
        });
    }

    private String word(Lease lease, @Nullable Throwable failure) {
        if (!(failure instanceof LeaseLostException)) {
            return "failed";
        }
        if (lease.isLetGo()) {
            return "let_go";
        }
        lost.increment();
        return "lease_lost";
    }

    private Timer timer(String outcome) {
        return Timer.builder("paliad.tick")
                .description("From the claim of an account to its hand-back, by how it ended")
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
