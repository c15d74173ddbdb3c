package de.msbls.paliad.calendar.sync.measure;

import de.msbls.paliad.calendar.sync.outcome.BindingOutcome;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Counts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Watches a binding's part of a tick: it is traced, named on every line that is logged meanwhile, and has one line of its own. */
@ApplicationScoped
public class BindingWatch {

    private static final Logger LOG = Logger.getLogger(BindingWatch.class);

    private final SyncSpans spans;

    BindingWatch(SyncSpans spans) {
        this.spans = spans;
    }

    /** Runs it. A failure ends the tick: the lines about it still name the binding. */
    public <T> Uni<T> over(UUID binding, Supplier<Uni<T>> work, Function<T, BindingOutcome> outcome) {
        return Uni.createFrom().deferred(() -> {
            LogFields.binding(binding);
            return spans.binding(
                            binding, work, done -> outcome.apply(done).state().word())
                    .invoke(done -> {
                        tell(outcome.apply(done));
                        LogFields.noBinding();
                    });
        });
    }

    /** A quiet tick is no news. */
    private static void tell(BindingOutcome outcome) {
        Counts counts = outcome.counts();
        boolean quiet = counts.equals(Counts.NONE) && outcome.errorCode() == null;
        LOG.logf(
                quiet ? Logger.Level.DEBUG : Logger.Level.INFO,
                "%s: %d pushed, %d pulled, %d deleted",
                outcome.errorCode() == null ? outcome.state().word() : outcome.errorCode(),
                counts.pushed(),
                counts.pulled(),
                counts.deleted());
    }
}
