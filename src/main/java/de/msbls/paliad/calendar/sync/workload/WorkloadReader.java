package de.msbls.paliad.calendar.sync.workload;

import de.msbls.paliad.calendar.caldav.view.CalendarView;
import de.msbls.paliad.calendar.caldav.view.Changes;
import de.msbls.paliad.calendar.caldav.view.Listing;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.change.Pending;
import de.msbls.paliad.calendar.sync.slice.SliceDifference;
import de.msbls.paliad.calendar.sync.slice.SliceRepository;
import de.msbls.paliad.calendar.sync.target.StandingObject;
import de.msbls.paliad.calendar.sync.target.StandingRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what differs between a slice, its targets and what was seen of the calendar; no more than was asked about is read. */
@ApplicationScoped
public class WorkloadReader {

    private final SliceRepository slices;
    private final StandingRepository targets;
    private final WorkloadPlanner planner;
    private final Pool pool;
    private final Clock clock;

    WorkloadReader(
            SliceRepository slices, StandingRepository targets, WorkloadPlanner planner, Pool pool, Clock clock) {
        this.slices = slices;
        this.targets = targets;
        this.planner = planner;
        this.pool = pool;
        this.clock = clock;
    }

    public Uni<Workload> read(SyncBinding binding, Pending pending, CalendarView view) {
        return differences(binding, pending).chain(differences -> standing(binding, differences, pending, view)
                .chain(standing -> withLeft(binding, differences, planner.lookedAt(standing, view, pending.lookAgain()))
                        .chain(all -> plan(binding, all, standing, pending, view))));
    }

    private Uni<List<SliceDifference>> differences(SyncBinding binding, Pending pending) {
        if (binding.comparesWhole()) {
            return slices.differences(pool, binding.id(), binding.scope(), null);
        }
        return pending.appointments().isEmpty()
                ? Uni.createFrom().item(List.of())
                : slices.differences(pool, binding.id(), binding.scope(), List.copyOf(pending.appointments()));
    }

    /** After a listing all of them; else those that the view names, or that something is known of here. */
    private Uni<List<StandingObject>> standing(
            SyncBinding binding, List<SliceDifference> differences, Pending pending, CalendarView view) {
        if (view instanceof Listing) {
            return targets.all(binding.id());
        }
        Set<String> named = named(view);
        Set<UUID> appointments =
                differences.stream().map(SliceDifference::appointmentId).collect(Collectors.toSet());
        appointments.addAll(pending.lookAgain());
        return named.isEmpty() && appointments.isEmpty()
                ? Uni.createFrom().item(List.of())
                : targets.among(binding.id(), named, appointments);
    }

    private static Set<String> named(CalendarView view) {
        Set<String> named = new HashSet<>();
        if (view instanceof Changes changes) {
            named.addAll(changes.changed().keySet());
            named.addAll(changes.removed());
        }
        return named;
    }

    /** What moved in the calendar need not differ here, and yet be out of scope: it is not taken for the slice's. */
    private Uni<List<SliceDifference>> withLeft(
            SyncBinding binding, List<SliceDifference> differences, Set<UUID> lookedAt) {
        if (lookedAt.isEmpty()) {
            return Uni.createFrom().item(differences);
        }
        return slices.among(pool, binding.scope(), lookedAt).map(held -> Stream.concat(
                        differences.stream(),
                        lookedAt.stream()
                                .filter(appointment -> !held.contains(appointment))
                                .map(appointment -> new SliceDifference(appointment, null, null, false)))
                .toList());
    }

    private Uni<Workload> plan(
            SyncBinding binding,
            List<SliceDifference> differences,
            List<StandingObject> standing,
            Pending pending,
            CalendarView view) {
        WorkloadPlanner.Sides sides = new WorkloadPlanner.Sides(differences, standing, view, pending);
        return total(binding, sides).map(total -> planner.of(binding, sides, total, clock.instant()));
    }

    /** How many stand in the calendar: needed only where some may go. */
    private Uni<Integer> total(SyncBinding binding, WorkloadPlanner.Sides sides) {
        if (sides.view() instanceof Listing) {
            return Uni.createFrom().item(sides.countStanding());
        }
        return planner.mayDelete(sides)
                ? targets.count(binding.id())
                : Uni.createFrom().item(0);
    }
}
