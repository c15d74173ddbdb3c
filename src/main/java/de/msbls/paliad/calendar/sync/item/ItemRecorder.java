package de.msbls.paliad.calendar.sync.item;

import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.event.Conflict;
import de.msbls.paliad.calendar.sync.event.ConflictRepository;
import de.msbls.paliad.calendar.sync.event.Pull;
import de.msbls.paliad.calendar.sync.event.PullRepository;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.item.plan.Plan;
import de.msbls.paliad.calendar.sync.item.write.Prepared;
import de.msbls.paliad.calendar.sync.item.write.Written;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.measure.ItemMetrics;
import de.msbls.paliad.calendar.sync.target.Target;
import de.msbls.paliad.calendar.sync.target.TargetRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The two transactions around the requests: what is settled and intended before, what came of it after. */
@ApplicationScoped
class ItemRecorder {

    private final LeaseRepository leases;
    private final PullRepository pulls;
    private final ConflictRepository conflicts;
    private final TargetRepository targets;
    private final ItemMetrics metrics;

    ItemRecorder(
            LeaseRepository leases,
            PullRepository pulls,
            ConflictRepository conflicts,
            TargetRepository targets,
            ItemMetrics metrics) {
        this.leases = leases;
        this.pulls = pulls;
        this.conflicts = conflicts;
        this.targets = targets;
        this.metrics = metrics;
    }

    /** Before: one transaction takes over edits, keeps conflicts, moves bases, commits intents. */
    Uni<Committed> prepare(Session session, List<Plan> plans) {
        List<Pull> edits = plans.stream()
                .map(Plan::pull)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Pull::appointmentId))
                .toList();
        return leases.transaction(session.lease(), transaction -> pulls.pull(transaction, edits)
                        .chain(versions -> commit(session, transaction, plans, versions)))
                .invoke(committed ->
                        metrics.conflicts(conflicts(committed.done()).size()));
    }

    private Uni<Committed> commit(
            Session session, SqlConnection transaction, List<Plan> plans, Map<UUID, Long> versions) {
        List<Plan> valid = new ArrayList<>();
        List<Plan> overtaken = new ArrayList<>();
        for (Plan plan : plans) {
            boolean takenOver = plan.pull() == null || versions.containsKey(appointment(plan));
            (takenOver ? valid : overtaken).add(plan);
        }
        List<Prepared> touched = valid.stream()
                .filter(plan -> plan.prepared() != null)
                .map(plan -> prepared(plan, versions))
                .toList();
        return targets.open(transaction, targets(touched, true), session.seal()).chain(opened -> conflicts
                .keep(transaction, conflicts(valid))
                .chain(() -> targets.save(transaction, targets(touched, false), session.seal()))
                .map(saved -> new Committed(valid, overtaken, written(touched, opened, saved))));
    }

    private static List<Target> targets(List<Prepared> touched, boolean areNew) {
        return touched.stream()
                .filter(one -> one.plan().isNew() == areNew)
                .map(Prepared::target)
                .toList();
    }

    private static Prepared prepared(Plan plan, Map<UUID, Long> versions) {
        long version = versions.getOrDefault(appointment(plan), plan.version());
        Target target = Objects.requireNonNull(plan.prepared()).apply(version);
        return new Prepared(plan, target, version);
    }

    private static List<Conflict> conflicts(List<Plan> plans) {
        return plans.stream().map(Plan::conflict).filter(Objects::nonNull).toList();
    }

    /** A target whose row is gone (its appointment or binding was deleted meanwhile) gets no request. */
    private static List<Prepared> written(List<Prepared> touched, Set<UUID> opened, Set<UUID> saved) {
        return touched.stream()
                .filter(one -> one.plan().write() != null)
                .filter(one -> opened.contains(one.target().id())
                        || saved.contains(one.target().id()))
                .toList();
    }

    /** After: one transaction records what came of the requests. */
    Uni<Void> record(Session session, Slot slot, List<Written> written) {
        if (written.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Target> results = written.stream().map(Written::target).toList();
        List<UUID> appointments = results.stream().map(Target::appointmentId).toList();
        return leases.transaction(
                session.lease(), transaction -> targets.lockLegacyScalars(transaction, slot.bindingId(), appointments)
                        .chain(() -> targets.save(transaction, results, session.seal()))
                        .chain(() -> targets.followWithLegacyScalars(transaction, slot.bindingId(), appointments)));
    }

    private static UUID appointment(Plan plan) {
        return plan.item().appointment().id();
    }

    /**
     * What the first transaction made of the plans.
     *
     * @param overtaken their appointments were changed meanwhile: nothing of them was done
     */
    record Committed(List<Plan> done, List<Plan> overtaken, List<Prepared> writes) {}
}
