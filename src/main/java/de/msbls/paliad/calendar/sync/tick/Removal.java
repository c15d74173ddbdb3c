package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.OwnedField;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.event.Conflict;
import de.msbls.paliad.calendar.sync.event.ConflictRepository;
import de.msbls.paliad.calendar.sync.item.observe.MovedObjects;
import de.msbls.paliad.calendar.sync.item.observe.ObjectFetcher;
import de.msbls.paliad.calendar.sync.lease.LeaseRepository;
import de.msbls.paliad.calendar.sync.measure.ItemMetrics;
import de.msbls.paliad.calendar.sync.tombstone.Tombstone;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes an object that is owed to a server, wherever it stands by now. Nothing is deleted that cannot be shown to be ours; an
 * edit made there meanwhile is kept as a conflict first.
 */
@ApplicationScoped
class Removal {

    private final CalDavClient client;
    private final ObjectFetcher fetcher;
    private final MovedObjects moved;
    private final ConflictRepository conflicts;
    private final LeaseRepository leases;
    private final ItemMetrics metrics;

    Removal(
            CalDavClient client,
            ObjectFetcher fetcher,
            MovedObjects moved,
            ConflictRepository conflicts,
            LeaseRepository leases,
            ItemMetrics metrics) {
        this.client = client;
        this.fetcher = fetcher;
        this.moved = moved;
        this.conflicts = conflicts;
        this.leases = leases;
        this.metrics = metrics;
    }

    /** What stands at the hrefs of those whose etags hold nothing back: one question for each calendar. By href key. */
    Uni<Map<String, FetchedObject>> look(Session session, List<Tombstone> due) {
        Map<String, List<String>> hrefs = due.stream()
                .filter(tombstone -> isUnguarded(session, tombstone))
                .collect(Collectors.groupingBy(
                        Tombstone::calendarPath, Collectors.mapping(Tombstone::href, Collectors.toList())));
        return Multi.createFrom()
                .iterable(hrefs.entrySet())
                .onItem()
                .transformToUniAndConcatenate(of -> look(session, of.getKey(), of.getValue()))
                .collect()
                .asList()
                .map(all -> all.stream()
                        .flatMap(List::stream)
                        .collect(Collectors.toMap(FetchedObject::hrefKey, Function.identity(), (one, same) -> one)));
    }

    /** Where a calendar does not answer such a question, each object is asked for alone. */
    private Uni<List<FetchedObject>> look(Session session, String calendar, List<String> hrefs) {
        return fetcher.together(session, calendar, hrefs)
                .onFailure(failure -> failure instanceof CalDavException fault && !Faults.concernsAccount(fault))
                .recoverWithItem(List.of());
    }

    /** @param seen what was just seen at its href; NULL: nobody looked */
    Uni<Void> remove(Session session, Tombstone tombstone, @Nullable FetchedObject seen) {
        return atItsHref(session, tombstone, seen)
                .chain(wasThere -> wasThere ? Uni.createFrom().voidItem() : whereItMoved(session, tombstone));
    }

    private Uni<Boolean> atItsHref(Session session, Tombstone tombstone, @Nullable FetchedObject seen) {
        Uni<Boolean> deletion = isUnguarded(session, tombstone)
                ? ifOurs(session, tombstone, seen)
                : client.delete(session.remote(), session.home(), tombstone.href(), tombstone.etag());
        return deletion.onFailure(Removal::standsChanged)
                .recoverWithUni(() -> ifOurs(session, tombstone, tombstone.href()));
    }

    /** Absence is not believed of an answer for many. */
    private Uni<Boolean> ifOurs(Session session, Tombstone tombstone, @Nullable FetchedObject seen) {
        return seen == null || seen.outcome() != FetchedObject.Outcome.PRESENT
                ? ifOurs(session, tombstone, tombstone.href())
                : deleteIfOurs(session, tombstone, seen);
    }

    /** A client may have moved it, and some servers choose file names of their own: its UID finds it. */
    private Uni<Void> whereItMoved(Session session, Tombstone tombstone) {
        return moved.hrefs(session, tombstone.calendarPath(), tombstone.uid())
                .chain(hrefs -> Multi.createFrom()
                        .iterable(hrefs)
                        .onItem()
                        .transformToUniAndConcatenate(href -> ifOurs(session, tombstone, href))
                        .collect()
                        .asList())
                .replaceWithVoid();
    }

    private Uni<Boolean> ifOurs(Session session, Tombstone tombstone, String href) {
        return client.get(session.remote(), session.home(), href)
                .chain(object -> deleteIfOurs(session, tombstone, object));
    }

    /** Its UID says whether it is ours. Answers whether it was. */
    private Uni<Boolean> deleteIfOurs(Session session, Tombstone tombstone, FetchedObject object) {
        EventObject event = ours(object, tombstone);
        if (event == null) {
            return Uni.createFrom().item(false);
        }
        return keepEdit(session, tombstone, event, object.etag())
                .chain(() -> client.delete(session.remote(), session.home(), object.href(), strong(object.etag())))
                .replaceWith(true);
    }

    private Uni<Void> keepEdit(Session session, Tombstone tombstone, EventObject event, @Nullable String etag) {
        return isEdited(tombstone, event, etag)
                ? leases.transaction(
                                session.lease(),
                                transaction ->
                                        conflicts.keep(transaction, List.of(conflict(session, tombstone, event))))
                        .invoke(() -> metrics.conflicts(1))
                : Uni.createFrom().voidItem();
    }

    private static boolean isUnguarded(Session session, Tombstone tombstone) {
        return strong(tombstone.etag()) == null || session.capabilities().mayIgnorePreconditions();
    }

    private static boolean standsChanged(Throwable failure) {
        return failure instanceof CalDavException refusal && refusal.fault() == CalDavFault.PRECONDITION_FAILED;
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
}
