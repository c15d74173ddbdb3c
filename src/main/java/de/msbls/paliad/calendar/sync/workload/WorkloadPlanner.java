package de.msbls.paliad.calendar.sync.workload;

import de.msbls.paliad.calendar.caldav.view.CalendarView;
import de.msbls.paliad.calendar.caldav.view.ListedObject;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.decision.DeletionGuard;
import de.msbls.paliad.calendar.sync.decision.Standing;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Held;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Held.Direction;
import de.msbls.paliad.calendar.sync.outcome.Guard;
import de.msbls.paliad.calendar.sync.slice.SliceDifference;
import de.msbls.paliad.calendar.sync.target.StandingObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Brings both sides' differences together, and keeps back deletions that look like an accident; no I/O. */
@ApplicationScoped
class WorkloadPlanner {

    private final DeletionGuard guard;
    private final Duration accessHold;

    WorkloadPlanner(PaliadConfig config) {
        PaliadConfig.Guard limits = config.guard();
        this.guard = new DeletionGuard(limits.deletions(), limits.percent(), limits.emptiedFrom());
        this.accessHold = limits.accessHold();
    }

    /**
     * What is known of both sides.
     *
     * @param standing the targets that the view is compared with
     * @param lookAgain appointments whose objects an earlier tick could not tell
     */
    record Sides(
            List<SliceDifference> differences, List<StandingObject> standing, CalendarView view, Set<UUID> lookAgain) {

        private Set<UUID> outOfScope() {
            return differences.stream()
                    .filter(difference -> !difference.inScope())
                    .map(SliceDifference::appointmentId)
                    .collect(Collectors.toSet());
        }

        /** Those that the user has not deleted there. */
        private Set<UUID> there() {
            return standing.stream()
                    .filter(object -> object.standing() != Standing.SUPPRESSED)
                    .map(StandingObject::appointmentId)
                    .collect(Collectors.toSet());
        }

        int countStanding() {
            return there().size();
        }

        /** Not there any more, and not written so recently that the view may lag behind: deleted by the user, it seems. */
        private Set<UUID> missing() {
            if (!view.complete()) {
                return Set.of();
            }
            return standing.stream()
                    .filter(object -> object.standing() == Standing.ACTIVE && !object.fresh() && !object.intent())
                    .filter(object -> view.isMissing(object.hrefKey()))
                    .map(StandingObject::appointmentId)
                    .collect(Collectors.toSet());
        }
    }

    /** Whether deletions in either direction may follow. */
    boolean mayDelete(Sides sides) {
        return !sides.missing().isEmpty() || !sides.outOfScope().isEmpty();
    }

    /** Whose objects must be looked at, since the view shows another state of them than the base, or none could be told. */
    Set<UUID> lookedAt(List<StandingObject> standing, CalendarView view, Set<UUID> lookAgain) {
        return standing.stream()
                .filter(object -> lookAgain.contains(object.appointmentId()) || moved(object, view))
                .map(StandingObject::appointmentId)
                .collect(Collectors.toSet());
    }

    private static boolean moved(StandingObject object, CalendarView view) {
        ListedObject listed = view.listed(object.hrefKey());
        if (listed == null) {
            boolean missing = view.isMissing(object.hrefKey()) && view.complete();
            return object.intent() || (missing && object.standing() == Standing.ACTIVE);
        }
        return object.intent() || listed.etag() == null || !Objects.equals(listed.etag(), object.etag());
    }

    /** @param total how many objects stand in the calendar, those that the user deleted there not counted */
    Workload of(SyncBinding binding, Sides sides, int total, Instant now) {
        Set<UUID> appointments = new LinkedHashSet<>();
        sides.differences().forEach(difference -> appointments.add(difference.appointmentId()));
        appointments.addAll(lookedAt(sides.standing(), sides.view(), sides.lookAgain()));
        Set<UUID> leaving = sides.outOfScope();
        leaving.retainAll(sides.there());
        Set<UUID> disappeared = new HashSet<>(sides.missing());
        disappeared.removeAll(sides.outOfScope());
        return guarded(binding, sides, total, now, appointments, leaving, disappeared);
    }

    private Workload guarded(
            SyncBinding binding,
            Sides sides,
            int total,
            Instant now,
            Set<UUID> appointments,
            Set<UUID> leaving,
            Set<UUID> disappeared) {
        Held held = null;
        if (guard.holds(leaving.size(), total) && !mayLeave(binding, leaving.size(), now)) {
            appointments.removeAll(leaving);
            held = new Held(Direction.OUTBOUND, leaving.size());
        }
        boolean putBack = isAnswered(binding, Guard.Decision.PUT_BACK, Direction.INBOUND, disappeared.size());
        boolean accepted = isAnswered(binding, Guard.Decision.CARRY_OUT, Direction.INBOUND, disappeared.size());
        if (guard.holds(disappeared.size(), total) && !putBack && !accepted) {
            appointments.removeAll(disappeared);
            held = held == null ? new Held(Direction.INBOUND, disappeared.size()) : held;
        }
        return new Workload(
                appointments, sides.outOfScope(), sides.lookAgain(), putBack ? disappeared : Set.of(), held);
    }

    /** What the owner asked for passes; lost access is carried out when the hold is over (DESIGN §6, "Guard"). */
    private boolean mayLeave(SyncBinding binding, int count, Instant now) {
        Guard earlier = binding.guard();
        boolean holdOver = earlier != null
                && earlier.direction() == Direction.OUTBOUND
                && !now.isBefore(earlier.since().plus(accessHold));
        return binding.userChangedScope()
                || holdOver
                || isAnswered(binding, Guard.Decision.CARRY_OUT, Direction.OUTBOUND, count);
    }

    private static boolean isAnswered(SyncBinding binding, Guard.Decision wanted, Direction direction, int count) {
        return binding.guard() != null && binding.guard().answers(wanted, direction, count);
    }
}
