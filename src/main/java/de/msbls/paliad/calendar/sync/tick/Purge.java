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
import de.msbls.paliad.calendar.sync.tombstone.Tombstone;
import de.msbls.paliad.calendar.sync.tombstone.TombstoneRepository;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pays what is owed to a server: deletes objects of ours whose targets are gone. Nothing is deleted that cannot be shown to
 * be ours; an edit made there meanwhile is kept as a conflict first.
 */
@ApplicationScoped
class Purge {

    private static final int BATCH = 100;

    private final CalDavClient client;
    private final MovedObjects moved;
    private final TombstoneRepository tombstones;
    private final ConflictRepository conflicts;
    private final LeaseRepository leases;
    private final Clock clock;
    private final int atOnce;
    private final Duration requestTimeout;

    Purge(
            CalDavClient client,
            MovedObjects moved,
            TombstoneRepository tombstones,
            ConflictRepository conflicts,
            LeaseRepository leases,
            Clock clock,
            PaliadConfig config) {
        this.client = client;
        this.moved = moved;
        this.tombstones = tombstones;
        this.conflicts = conflicts;
        this.leases = leases;
        this.clock = clock;
        this.atOnce = config.caldav().connectionsPerAccount();
        this.requestTimeout = config.caldav().requestTimeout();
    }

    /** Whether anything is due. */
    Uni<Boolean> owes(UUID account) {
        return tombstones.due(account, 1).map(due -> !due.isEmpty());
    }

    /** Deletes all that is due, in batches; fails with the first fault of the whole account. Answers how many went. */
    Uni<Integer> run(Session session) {
        return tombstones
                .due(session.accountId(), BATCH)
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        : batch(session, due).chain(gone -> run(session).map(more -> gone + more)));
    }

    private Uni<Integer> batch(Session session, List<Tombstone> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(tombstone -> bury(session, tombstone))
                .merge(atOnce)
                .collect()
                .asList()
                .map(List::size);
    }

    private Uni<Boolean> bury(Session session, Tombstone tombstone) {
        if (!session.lease().outlasts(requestTimeout)) {
            return Uni.createFrom().failure(new LeaseLostException(session.accountId()));
        }
        boolean lookFirst =
                strong(tombstone.etag()) == null || session.capabilities().ignoresPreconditions();
        Uni<Boolean> deletion = lookFirst
                ? deleteWhatIsOurs(session, tombstone, tombstone.href())
                : client.delete(session.remote(), session.home(), tombstone.href(), tombstone.etag());
        return deletion.onFailure(Purge::standsChanged)
                .recoverWithUni(() -> deleteWhatIsOurs(session, tombstone, tombstone.href()))
                .chain(wasThere -> wasThere ? Uni.createFrom().voidItem() : deleteWhereItMoved(session, tombstone))
                .chain(() -> confirmed(session, tombstone))
                .onFailure(Purge::isThisItem)
                .recoverWithUni(failure -> postpone(session, tombstone, ((CalDavException) failure)))
                .replaceWith(true);
    }

    private static boolean standsChanged(Throwable failure) {
        return failure instanceof CalDavException refusal && refusal.fault() == CalDavFault.PRECONDITION_FAILED;
    }

    private static boolean isThisItem(Throwable failure) {
        return failure instanceof CalDavException fault && !Faults.concernsAccount(fault);
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
            boolean edited = tombstone.etag() != null && !tombstone.etag().equals(object.etag());
            Uni<Void> kept = edited
                    ? leases.transaction(
                            session.lease(),
                            transaction -> conflicts.keep(transaction, List.of(conflict(session, tombstone, event))))
                    : Uni.createFrom().voidItem();
            String etag = strong(object.etag());
            return kept.chain(() -> client.delete(session.remote(), session.home(), object.href(), etag))
                    .replaceWith(true);
        });
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
    private Uni<Void> confirmed(Session session, Tombstone tombstone) {
        Instant until = tombstone.intentUntil();
        Instant now = clock.instant();
        Duration late = until == null ? Duration.ZERO : Duration.between(now, until.plus(requestTimeout));
        return leases.transaction(
                session.lease(),
                transaction -> late.isNegative() || late.isZero()
                        ? tombstones.done(transaction, List.of(tombstone.id()))
                        : tombstones.postpone(transaction, tombstone.id(), null, late.plusSeconds(1)));
    }

    private Uni<Void> postpone(Session session, Tombstone tombstone, CalDavException failure) {
        Duration by = BackOff.after(failure, tombstone.attempts() + 1).retryIn();
        return leases.transaction(
                session.lease(),
                transaction -> tombstones.postpone(transaction, tombstone.id(), Faults.code(failure), by));
    }
}
