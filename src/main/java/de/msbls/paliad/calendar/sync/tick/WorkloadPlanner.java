package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.ListedObject;
import de.msbls.paliad.calendar.caldav.Listing;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.account.BindingOutcome.Held;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.decision.DeletionGuard;
import de.msbls.paliad.calendar.sync.decision.Standing;
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
import org.jspecify.annotations.Nullable;

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

    /** @param listing NULL: nothing moved on the server since the last complete one */
    Workload of(
            SyncBinding binding,
            List<SliceDifference> differences,
            List<StandingObject> standing,
            @Nullable Listing listing,
            Instant now) {
        Set<UUID> outOfScope = differences.stream()
                .filter(difference -> !difference.inScope())
                .map(SliceDifference::appointmentId)
                .collect(Collectors.toSet());
        Set<UUID> appointments = new LinkedHashSet<>();
        differences.forEach(difference -> appointments.add(difference.appointmentId()));
        Set<UUID> missing = new HashSet<>();
        if (listing != null) {
            standing.stream()
                    .filter(object -> moved(object, listing))
                    .forEach(object -> appointments.add(object.appointmentId()));
            missing = missing(standing, listing);
        }
        return guarded(binding, appointments, outOfScope, missing, standing, now);
    }

    private Workload guarded(
            SyncBinding binding,
            Set<UUID> appointments,
            Set<UUID> outOfScope,
            Set<UUID> missing,
            List<StandingObject> standing,
            Instant now) {
        Set<UUID> there = standing.stream()
                .filter(object -> object.standing() != Standing.SUPPRESSED)
                .map(StandingObject::appointmentId)
                .collect(Collectors.toSet());
        Set<UUID> leaving = new HashSet<>(outOfScope);
        leaving.retainAll(there);
        Set<UUID> suppressing = new HashSet<>(missing);
        suppressing.removeAll(outOfScope);
        Held held = null;
        if (!isExempt(binding, now) && guard.holds(leaving.size(), there.size())) {
            appointments.removeAll(leaving);
            held = new Held(Held.Direction.OUTBOUND, leaving.size());
        }
        if (guard.holds(suppressing.size(), there.size())) {
            appointments.removeAll(suppressing);
            held = held == null ? new Held(Held.Direction.INBOUND, suppressing.size()) : held;
        }
        return new Workload(appointments, outOfScope, held);
    }

    /** What the owner asked for herself passes; lost access is carried out when the hold is over (DESIGN §6, "Guard"). */
    private boolean isExempt(SyncBinding binding, Instant now) {
        Instant since = binding.guardSince();
        boolean holdOver = since != null && !now.isBefore(since.plus(accessHold));
        return binding.userChangedScope() || holdOver;
    }

    private static boolean moved(StandingObject object, Listing listing) {
        ListedObject listed = listing.objects().get(object.hrefKey());
        if (listed == null) {
            return object.intent() || (object.standing() == Standing.ACTIVE && listing.complete() && !object.fresh());
        }
        return object.intent() || listed.etag() == null || !Objects.equals(listed.etag(), object.etag());
    }

    /** In a complete listing, and not written so recently that it may lag behind: deleted by the user, it seems. */
    private static Set<UUID> missing(List<StandingObject> standing, Listing listing) {
        if (!listing.complete()) {
            return Set.of();
        }
        return standing.stream()
                .filter(object -> object.standing() == Standing.ACTIVE && !object.fresh() && !object.intent())
                .filter(object -> !listing.objects().containsKey(object.hrefKey()))
                .map(StandingObject::appointmentId)
                .collect(Collectors.toSet());
    }
}
