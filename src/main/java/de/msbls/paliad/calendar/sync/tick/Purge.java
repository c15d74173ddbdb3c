package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.event.Conflict;
import de.msbls.paliad.calendar.sync.event.ConflictRepository;
import de.msbls.paliad.calendar.sync.item.observe.MovedObjects;
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
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Pays what is owed to a server: deletes objects of ours whose targets are gone. Nothing is deleted that cannot be shown to
 * be ours; an edit made there meanwhile is kept as a conflict first.
 */
@ApplicationScoped
class Purge {

    private static final int BATCH = 100;
    private static final int MOST_SERVER_ERRORS = 5;

    private final CalDavClient client;
    private final MovedObjects moved;
    private final TombstoneRepository tombstones;
    private final ConflictRepository conflicts;
    private final LeaseRepository leases;
    private final ItemMetrics metrics;
    private final Clock clock;
    private final int atOnce;
    private final Duration requestTimeout;

    Purge(
            CalDavClient client,
            MovedObjects moved,
            TombstoneRepository tombstones,
            ConflictRepository conflicts,
            LeaseRepository leases,
            ItemMetrics metrics,
            Clock clock,
            PaliadConfig config) {
        this.client = client;
        this.moved = moved;
        this.tombstones = tombstones;
        this.conflicts = conflicts;
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
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(tombstone -> fault.get() != null || isEnough(errors)
                        ? Uni.createFrom().item(List.<Buried>of())
                        : bury(session, tombstone)
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
                .chain(all -> record(session, all.stream().flatMap(List::stream).toList()))
                .chain(() -> fault.get() == null
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(fault.get()));
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

    private Uni<Buried> bury(Session session, Tombstone tombstone) {
        if (!session.lease().outlasts(requestTimeout)) {
            return Uni.createFrom().failure(new LeaseLostException(session.accountId()));
        }
        boolean lookFirst =
                strong(tombstone.etag()) == null || session.capabilities().mayIgnorePreconditions();
        Uni<Boolean> deletion = lookFirst
                ? deleteWhatIsOurs(session, tombstone, tombstone.href())
                : client.delete(session.remote(), session.home(), tombstone.href(), tombstone.etag());
        return deletion.onFailure(Purge::standsChanged)
                .recoverWithUni(() -> deleteWhatIsOurs(session, tombstone, tombstone.href()))
                .chain(wasThere -> wasThere ? Uni.createFrom().voidItem() : deleteWhereItMoved(session, tombstone))
                .map(gone -> confirmed(tombstone))
                .onFailure(Purge::isThisItem)
                .recoverWithItem(failure -> failed(tombstone, (CalDavException) failure));
    }

    private static boolean standsChanged(Throwable failure) {
        return failure instanceof CalDavException refusal && refusal.fault() == CalDavFault.PRECONDITION_FAILED;
    }

    /** An error of the server may well be over this object alone; how the server is, the bindings' ticks will see. */
    private static boolean isThisItem(Throwable failure) {
        return failure instanceof CalDavException fault
                && (fault.fault() == CalDavFault.SERVER_ERROR || !Faults.concernsAccount(fault));
    }

    /** A client may have moved it, and some servers choose file names of their own: its UID finds it. */
    private Uni<Void> deleteWhereItMoved(Session session, Tombstone tombstone) {
        String calendar = tombstone.href().substring(0, tombstone.href().lastIndexOf('/') + 1);
        return moved.hrefs(session, calendar, tombstone.uid())
                .chain(hrefs -> Multi.createFrom()
                        .iterable(hrefs)
                        .onItem()
                        .transformToUniAndConcatenate(href -> deleteWhatIsOurs(session, tombstone, href))
                        .collect()
                        .asList())
                .replaceWithVoid();
    }

    /** Without an etag that holds, the object is looked at first: its UID says whether it is ours. Answers whether it was. */
    private Uni<Boolean> deleteWhatIsOurs(Session session, Tombstone tombstone, String href) {
        return client.get(session.remote(), session.home(), href).chain(object -> {
            EventObject event = ours(object, tombstone);
            if (event == null) {
                return Uni.createFrom().item(false);
            }
            Uni<Void> kept = isEdited(tombstone, event, object.etag())
                    ? leases.transaction(
                                    session.lease(),
                                    transaction ->
                                            conflicts.keep(transaction, List.of(conflict(session, tombstone, event))))
                            .invoke(() -> metrics.conflicts(1))
                    : Uni.createFrom().voidItem();
            String etag = strong(object.etag());
            return kept.chain(() -> client.delete(session.remote(), session.home(), object.href(), etag))
                    .replaceWith(true);
        });
    }

    /** An etag may be missing, weak, or moved by a late request of our own: where the texts are known, they tell. */
    private static boolean isEdited(Tombstone tombstone, EventObject event, @Nullable String etag) {
        return tombstone.texts().isEmpty()
                ? etag == null || !etag.equals(tombstone.etag())
                : tombstone.texts().stream().noneMatch(text -> event.fields()
                        .differences(EventObject.parse(text).fields())
                        .isEmpty());
    }

    /** A weak etag never matches (RFC 9110 §13.1.1): what was just looked at is deleted without one. */
    private static @Nullable String strong(@Nullable String etag) {
        return etag != null && etag.startsWith("W/") ? null : etag;
    }

    private static @Nullable EventObject ours(FetchedObject object, Tombstone tombstone) {
        String ics = object.ics();
        if (ics == null) {
            return null;
        }
        try {
            EventObject event = EventObject.parse(ics);
            return event.uid().equals(tombstone.uid()) ? event : null;
        } catch (UnreadableEventException e) {
            return null;
        }
    }

    private static Conflict conflict(Session session, Tombstone tombstone, EventObject event) {
        return new Conflict(
                session.userId(),
                tombstone.bindingId(),
                tombstone.appointmentId(),
                Conflict.Cause.DELETED_HERE,
                EnumSet.noneOf(OwnedField.class),
                event.fields(),
                null);
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
