package de.msbls.paliad.calendar.sync.workload;

import de.msbls.paliad.calendar.caldav.view.CalendarView;
import de.msbls.paliad.calendar.caldav.view.Changes;
import de.msbls.paliad.calendar.caldav.view.ListedObject;
import de.msbls.paliad.calendar.caldav.view.Listing;
import de.msbls.paliad.calendar.caldav.view.Unmoved;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.change.Pending;
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
     * @param pending what earlier ticks left of single appointments
     */
    record Sides(List<SliceDifference> differences, List<StandingObject> standing, CalendarView view, Pending pending) {

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

        /** A quiet calendar shows nothing: what is gone there may have gone long ago. */
        private boolean showStrangers() {
            Set<String> ours = standing.stream().map(StandingObject::hrefKey).collect(Collectors.toSet());
            if (!view.complete() || view instanceof Unmoved) {
                return true;
            }
            return view instanceof Listing listing
                    ? !ours.containsAll(listing.objects().keySet())
                    : !ours.containsAll(((Changes) view).changed().keySet());
        }

        /** Those that rest, but for what somebody has changed in the calendar meanwhile. */
        private Set<UUID> resting(Instant now) {
            Set<UUID> resting = new HashSet<>(pending.resting(now).keySet());
            standing.stream().filter(this::isChangedThere).forEach(object -> resting.remove(object.appointmentId()));
            return resting;
        }

        private boolean isChangedThere(StandingObject object) {
            ListedObject listed = view.listed(object.hrefKey());
            return listed != null && listed.etag() != null && !listed.etag().equals(object.etag());
        }

        /** Not there any more, and not written so recently that the view may lag behind: deleted by the user, it seems. */
        private Set<UUID> missing() {
            return missing(false);
        }

        /** Not there, and written so recently that this says nothing yet. */
        private Set<UUID> missingEarly() {
            return missing(true);
        }

        private Set<UUID> missing(boolean fresh) {
            return standing.stream()
                    .filter(object -> view.complete())
                    .filter(object ->
                            object.standing() == Standing.ACTIVE && object.fresh() == fresh && !object.intent())
                    .filter(object -> view.isMissing(object.hrefKey()))
                    .map(StandingObject::appointmentId)
                    .collect(Collectors.toSet());
        }
    }

    /** Whether deletions in either direction may follow. */
    boolean mayDelete(Sides sides) {
        return !sides.missing().isEmpty()
                || !sides.missingEarly().isEmpty()
                || !sides.outOfScope().isEmpty();
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
        appointments.addAll(
                lookedAt(sides.standing(), sides.view(), sides.pending().lookAgain()));
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
        Set<UUID> lately = sides.missingEarly();
        lately.removeAll(sides.outOfScope());
        boolean early = guard.holds(lately.size(), total);
        if (early) {
            appointments.removeAll(lately);
        }
        Pending pending = sides.pending();
        Set<UUID> resting = sides.resting(now);
        appointments.removeAll(resting);
        return new Workload(
                inOrder(appointments, pending),
                sides.outOfScope(),
                pending.lookAgain(),
                pending.tryAgain(),
                resting,
                sides.showStrangers(),
                putBack ? disappeared : Set.of(),
                early,
                held);
    }

    /** Those last that the server failed over: should it do so again, the others are done by then. */
    private static Set<UUID> inOrder(Set<UUID> appointments, Pending pending) {
        Set<UUID> ordered = new LinkedHashSet<>(appointments);
        ordered.removeAll(pending.failed().keySet());
        ordered.addAll(appointments);
        return ordered;
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
