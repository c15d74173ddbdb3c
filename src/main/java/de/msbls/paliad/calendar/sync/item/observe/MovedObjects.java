package de.msbls.paliad.calendar.sync.item.observe;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.sync.account.Session;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks for objects that are gone from their href by their UID: a client may have moved them, and some servers choose file
 * names of their own (CASES 12).
 */
@ApplicationScoped
public class MovedObjects {

    private static final Logger LOG = Logger.getLogger(MovedObjects.class);

    /** What a server that does not search by UID answers with: then nothing is found. */
    private static final Set<CalDavFault> NO_SEARCH = Set.of(
            CalDavFault.FORBIDDEN,
            CalDavFault.NOT_FOUND,
            CalDavFault.REFUSED,
            CalDavFault.METHOD_NOT_ALLOWED,
            CalDavFault.SERVER_ERROR,
            CalDavFault.MALFORMED,
            CalDavFault.TOO_LARGE,
            CalDavFault.PRECONDITION_FAILED);

    private final CalDavClient client;
    private final ObjectFetcher fetcher;

    MovedObjects(CalDavClient client, ObjectFetcher fetcher) {
        this.client = client;
        this.fetcher = fetcher;
    }

    /** The objects that were found, by their UIDs' owners. */
    Uni<Map<UUID, FetchedObject>> find(Session session, Slot slot, Map<UUID, String> uids) {
        Map<UUID, FetchedObject> found = new HashMap<>();
        return Multi.createFrom()
                .iterable(uids.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        entry -> find(session, slot, entry.getValue()).invoke(objects -> objects.stream()
                                .filter(object -> hasUid(object, entry.getValue()))
                                .findFirst()
                                .ifPresent(object -> found.put(entry.getKey(), object))))
                .collect()
                .asList()
                .replaceWith(found);
    }

    private Uni<List<FetchedObject>> find(Session session, Slot slot, String uid) {
        return hrefs(session, slot.calendarPath(), uid)
                .chain(hrefs -> fetcher.together(session, slot.calendarPath(), hrefs));
    }

    /** Where a calendar has an event with the UID; nowhere, where its server does not search by UID. */
    public Uni<List<String>> hrefs(Session session, String calendarPath, String uid) {
        return client.hrefsWithUid(session.remote(), session.home(), calendarPath, uid)
                .onFailure(MovedObjects::cannotSearch)
                .recoverWithItem(failure -> {
                    LOG.debugf("account %s: no search by UID: %s", session.accountId(), failure.getMessage());
                    return List.of();
                });
    }

    private static boolean cannotSearch(Throwable failure) {
        return failure instanceof CalDavException fault && NO_SEARCH.contains(fault.fault());
    }

    private static boolean hasUid(FetchedObject object, String uid) {
        if (object.ics() == null) {
            return false;
        }
        try {
            return EventObject.parse(object.ics()).uid().equals(uid);
        } catch (UnreadableEventException e) {
            return false;
        }
    }
}
