package de.msbls.paliad.calendar.sync.measure;

import de.msbls.paliad.calendar.sync.lease.Lease;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** Watches a worker at its work: each tick is timed, traced, and named on every line that is logged meanwhile. */
@ApplicationScoped
public class TickWatch {

    private final TickContext context;
    private final WorkerMetrics metrics;
    private final SyncSpans spans;

    TickWatch(TickContext context, WorkerMetrics metrics, SyncSpans spans) {
        this.context = context;
        this.metrics = metrics;
        this.spans = spans;
    }

    /** Counts one look for due accounts. */
    public <T> Uni<T> look(Uni<T> looking) {
        return metrics.look(looking);
    }

    /**
     * Runs a tick; what follows goes on where the caller is.
     *
     * @param ticking answers how the tick ended, in one of a few words
     */
    public Uni<String> tick(Lease lease, Supplier<Uni<String>> ticking) {
        return context.own(() -> {
            String tick = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
            UUID account = lease.account();
            LogFields.tick(tick, account);
            return metrics.tick(lease, () -> spans.tick(tick, account, ticking, Function.identity()));
        });
    }
}
