package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.lease.LeaseLostException;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.measure.ItemMetrics;
import de.msbls.paliad.calendar.sync.tombstone.Tombstone;
import de.msbls.paliad.calendar.sync.tombstone.TombstoneRepository;
import de.msbls.paliad.calendar.sync.tombstone.TombstoneRepository.Postponed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Pays what is owed to a server: deletes objects of ours whose targets are gone, until each is confirmed to be. */
@ApplicationScoped
class Purge {

    private static final int BATCH = 100;
    private static final int MOST_SERVER_ERRORS = 5;

    private final Removal removal;
    private final TombstoneRepository tombstones;
    private final LeaseRepository leases;
    private final ItemMetrics metrics;
    private final Clock clock;
    private final int atOnce;
    private final Duration requestTimeout;

    Purge(
            Removal removal,
            TombstoneRepository tombstones,
            LeaseRepository leases,
            ItemMetrics metrics,
            Clock clock,
            PaliadConfig config) {
        this.removal = removal;
        this.tombstones = tombstones;
        this.leases = leases;
        this.metrics = metrics;
        this.clock = clock;
        this.atOnce = config.caldav().connectionsPerAccount();
        this.requestTimeout = config.caldav().requestTimeout();
    }

    /** Whether anything is due. */
    Uni<Boolean> owes(UUID account) {
        return tombstones.owes(account);
    }

    /**
     * Deletes all that is due, in batches; fails with the first fault of the whole account. After a few errors of the server in
     * a row it leaves the rest to another tick.
     */
    Uni<Void> run(Session session) {
        return run(session, new AtomicInteger());
    }

    private Uni<Void> run(Session session, AtomicInteger errors) {
        return tombstones
                .due(session.accountId(), session.seal(), BATCH)
                .chain(due -> due.isEmpty() || isEnough(errors)
                        ? Uni.createFrom().voidItem()
                        : batch(session, due, errors).chain(() -> run(session, errors)));
    }

    private static boolean isEnough(AtomicInteger errors) {
        return errors.get() >= MOST_SERVER_ERRORS;
    }

    private Uni<Void> batch(Session session, List<Tombstone> due, AtomicInteger errors) {
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        return removal.look(session, due)
                .chain(seen -> bury(session, due, seen, errors, fault))
                .chain(buried -> record(session, buried))
                .chain(() -> fault.get() == null
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(fault.get()));
    }

    private Uni<List<Buried>> bury(
            Session session,
            List<Tombstone> due,
            Map<String, FetchedObject> seen,
            AtomicInteger errors,
            AtomicReference<@Nullable Throwable> fault) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(tombstone -> fault.get() != null || isEnough(errors)
                        ? Uni.createFrom().item(List.<Buried>of())
                        : bury(session, tombstone, seen.get(Hrefs.key(tombstone.href())))
                                .invoke(buried -> count(errors, buried))
                                .map(List::of)
                                .onFailure()
                                .recoverWithItem(failure -> {
                                    fault.compareAndSet(null, failure);
                                    return List.of();
                                }))
                .merge(atOnce)
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    private static void count(AtomicInteger errors, Buried buried) {
        if (buried.isServerError()) {
            errors.incrementAndGet();
        } else {
            errors.set(0);
        }
    }

    private Uni<Void> record(Session session, List<Buried> buried) {
        List<Long> done = new ArrayList<>();
        List<Postponed> postponed = new ArrayList<>();
        for (Buried one : buried) {
            if (one.postponedBy() == null) {
                done.add(one.tombstone().id());
            } else {
                postponed.add(new Postponed(one.tombstone().id(), one.errorCode(), one.postponedBy()));
            }
        }
        return leases.transaction(session.lease(), transaction -> tombstones
                        .done(transaction, done)
                        .chain(() -> tombstones.postpone(transaction, postponed)))
                .invoke(() -> metrics.purged(done.size()));
    }

    private Uni<Buried> bury(Session session, Tombstone tombstone, @Nullable FetchedObject seen) {
        if (!session.lease().outlasts(requestTimeout)) {
            return Uni.createFrom().failure(new LeaseLostException(session.accountId()));
        }
        return removal.remove(session, tombstone, seen)
                .map(gone -> confirmed(tombstone))
                .onFailure(Purge::isThisItem)
                .recoverWithItem(failure -> failed(tombstone, (CalDavException) failure));
    }

    /** An error of the server may well be over this object alone; how the server is, the bindings' ticks will see. */
    private static boolean isThisItem(Throwable failure) {
        return failure instanceof CalDavException fault
                && (fault.fault() == CalDavFault.SERVER_ERROR || !Faults.concernsAccount(fault));
    }

    /** A request of a stopped process may land late: the debt stands until its lease and its time-out are over. */
    private Buried confirmed(Tombstone tombstone) {
        Instant until = tombstone.intentUntil();
        Duration late = until == null ? Duration.ZERO : Duration.between(clock.instant(), until.plus(requestTimeout));
        boolean over = late.isNegative() || late.isZero();
        return new Buried(tombstone, null, over ? null : late.plusSeconds(1), false);
    }

    private static Buried failed(Tombstone tombstone, CalDavException failure) {
        int attempts = tombstone.attempts() + 1;
        boolean isServerError = failure.fault() == CalDavFault.SERVER_ERROR;
        Duration by = isServerError
                ? BackOff.ofItem(attempts)
                : BackOff.after(failure, attempts).retryIn();
        return new Buried(tombstone, Faults.code(failure), by, isServerError);
    }

    /** @param postponedBy NULL: nothing is owed any more */
    private record Buried(
            Tombstone tombstone,
            @Nullable String errorCode,
            @Nullable Duration postponedBy,
            boolean isServerError) {}
}
