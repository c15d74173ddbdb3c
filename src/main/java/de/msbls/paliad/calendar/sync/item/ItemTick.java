package de.msbls.paliad.calendar.sync.item;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.decision.Action;
import de.msbls.paliad.calendar.sync.item.observe.Item;
import de.msbls.paliad.calendar.sync.item.observe.ItemObserver;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.item.plan.Plan;
import de.msbls.paliad.calendar.sync.item.plan.Planner;
import de.msbls.paliad.calendar.sync.item.plan.Write;
import de.msbls.paliad.calendar.sync.item.write.ItemWriter;
import de.msbls.paliad.calendar.sync.item.write.Written;
import de.msbls.paliad.calendar.sync.measure.ItemMetrics;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Counts;
import de.msbls.paliad.calendar.sync.target.TargetRepository;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Up to a hundred appointments of a binding: observe → decide → commit intents → act → record. */
@ApplicationScoped
public class ItemTick {

    private final TargetRepository targets;
    private final ItemObserver observer;
    private final Planner planner;
    private final ItemRecorder recorder;
    private final ItemWriter writer;
    private final ItemMetrics metrics;
    private final Clock clock;

    ItemTick(
            TargetRepository targets,
            ItemObserver observer,
            Planner planner,
            ItemRecorder recorder,
            ItemWriter writer,
            ItemMetrics metrics,
            Clock clock) {
        this.targets = targets;
        this.observer = observer;
        this.planner = planner;
        this.recorder = recorder;
        this.writer = writer;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Settles what can be settled.
     *
     * @param appointments all that differ on either side, at most a hundred
     */
    public Uni<Result> run(Session session, Slot slot, List<UUID> appointments) {
        return targets.pairs(slot.bindingId(), session.userId(), appointments, session.seal())
                .chain(pairs -> observer.observe(session, slot, pairs))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(items -> decide(session, slot, items))
                .chain(plans -> recorder.prepare(session, plans))
                .chain(committed -> writer.write(session, slot, committed.writes())
                        .call(written -> recorder.record(session, slot, written))
                        .map(written -> Result.of(committed, written)))
                .invoke(result -> metrics.settled(result.counts(), result.refused()));
    }

    private List<Plan> decide(Session session, Slot slot, List<Item> items) {
        Instant now = clock.instant();
        return items.stream()
                .map(item -> planner.plan(session, slot, item, now))
                .toList();
    }

    /**
     * What came of it.
     *
     * @param unsettled appointments that the next tick must look at again
     * @param failing those of them that the server fails over: they are not to keep the others waiting
     * @param refused how many items the server or their content refused
     * @param itemFault an error of the server over a few items, which says nothing of the others
     * @param failure a fault of the whole account or of the server, after which the tick ends
     */
    public record Result(
            Counts counts,
            Set<UUID> unsettled,
            Set<UUID> failing,
            int refused,
            @Nullable CalDavException itemFault,
            @Nullable RuntimeException failure) {

        public static final Result NOTHING = new Result(Counts.NONE, Set.of(), Set.of(), 0, null, null);

        public Result plus(Result more) {
            return new Result(
                    counts.plus(more.counts),
                    union(unsettled, more.unsettled),
                    union(failing, more.failing),
                    refused + more.refused,
                    itemFault == null ? more.itemFault : itemFault,
                    failure == null ? more.failure : failure);
        }

        private static Set<UUID> union(Set<UUID> some, Set<UUID> others) {
            Set<UUID> both = new HashSet<>(some);
            both.addAll(others);
            return both;
        }

        static Result of(ItemRecorder.Committed committed, List<Written> written) {
            Set<UUID> unsettled = new HashSet<>();
            committed
                    .overtaken()
                    .forEach(plan -> unsettled.add(plan.item().appointment().id()));
            committed.done().stream()
                    .filter(Plan::unsettled)
                    .forEach(plan -> unsettled.add(plan.item().appointment().id()));
            Set<UUID> failing = committed.done().stream()
                    .filter(plan -> plan.unsettled() && plan.item().isUntold())
                    .map(plan -> plan.item().appointment().id())
                    .collect(Collectors.toSet());
            int pushed = 0;
            int deleted = 0;
            int refused = (int) committed.done().stream()
                    .filter(plan -> plan.action() == Action.QUARANTINE)
                    .count();
            CalDavException itemFault = null;
            RuntimeException failure = null;
            for (Written one : written) {
                boolean isDelete = one.prepared().write() instanceof Write.Delete;
                if (one.isUnsettled()) {
                    unsettled.add(one.target().appointmentId());
                }
                if (one.isFailing()) {
                    failing.add(one.target().appointmentId());
                }
                if (one.succeeded()) {
                    pushed += isDelete ? 0 : 1;
                    deleted += isDelete ? 1 : 0;
                } else if (one.isRefused()) {
                    refused++;
                } else {
                    itemFault = itemFault == null ? one.itemFault() : itemFault;
                    failure = failure == null && one.isFault() ? one.failure() : failure;
                }
            }
            int pulled = (int) committed.done().stream()
                    .filter(plan -> plan.pull() != null)
                    .count();
            return new Result(new Counts(pushed, pulled, deleted), unsettled, failing, refused, itemFault, failure);
        }
    }
}
