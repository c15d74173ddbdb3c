package de.msbls.paliad.calendar.sync.measure;

import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Counts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** How many items went which way, and how many versions lost. There from the start, so that the first one is seen as a rise. */
@ApplicationScoped
@Startup
public class ItemMetrics {

    private final MeterRegistry registry;
    private final Counter pushed;
    private final Counter pulled;
    private final Counter deleted;
    private final Counter refused;
    private final Counter conflicts;

    ItemMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.pushed = items("pushed");
        this.pulled = items("pulled");
        this.deleted = items("deleted");
        this.refused = items("refused");
        this.conflicts = Counter.builder("paliad.conflicts")
                .description("Versions that lost and were kept as conflicts")
                .register(registry);
    }

    private Counter items(String result) {
        return Counter.builder("paliad.items")
                .description("Appointments written to calendars, taken over from them, deleted there, refused by them")
                .tag("result", result)
                .register(registry);
    }

    /** What came of some items, once it is recorded. */
    public void settled(Counts counts, int refusals) {
        pushed.increment(counts.pushed());
        pulled.increment(counts.pulled());
        deleted.increment(counts.deleted());
        refused.increment(refusals);
    }

    /** Objects that were owed to be deleted. */
    public void purged(int objects) {
        deleted.increment(objects);
    }

    /** Conflicts, once they are kept. */
    public void conflicts(int kept) {
        conflicts.increment(kept);
    }
}
