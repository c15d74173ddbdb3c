package de.msbls.paliad.calendar.sync.item.observe;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.sync.account.Session;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fetches objects, together where that will do; what a multiget leaves out or answers unclearly is asked for alone. */
@ApplicationScoped
public class ObjectFetcher {

    /** The account's own bound on requests holds besides. */
    private static final int MOST_AT_ONCE = 8;

    /** Neither 200 nor 404: nothing is known of that object then, and much of the others (DESIGN §6). */
    private static final Set<CalDavFault> OF_ONE_OBJECT = Set.of(
            CalDavFault.FORBIDDEN,
            CalDavFault.REFUSED,
            CalDavFault.PRECONDITION_FAILED,
            CalDavFault.METHOD_NOT_ALLOWED,
            CalDavFault.SERVER_ERROR,
            CalDavFault.MALFORMED,
            CalDavFault.TOO_LARGE);

    private final CalDavClient client;

    ObjectFetcher(CalDavClient client) {
        this.client = client;
    }

    /** By href key; what is absent or unclear in the multiget is asked for alone. */
    public Uni<Map<String, FetchedObject>> fetch(
            Session session, String calendarPath, List<String> together, List<String> alone) {
        return together(session, calendarPath, together).chain(objects -> {
            Map<String, FetchedObject> byKey = new HashMap<>();
            List<String> unclear = new ArrayList<>(alone);
            for (FetchedObject object : objects) {
                if (object.outcome() == FetchedObject.Outcome.PRESENT) {
                    byKey.put(object.hrefKey(), object);
                } else {
                    unclear.add(object.href());
                }
            }
            return alone(session, unclear, byKey);
        });
    }

    /** As the multiget answers. */
    public Uni<List<FetchedObject>> together(Session session, String calendarPath, List<String> hrefs) {
        return client.multiget(session.remote(), session.home(), calendarPath, hrefs);
    }

    private Uni<FetchedObject> alone(Session session, String href) {
        return client.get(session.remote(), session.home(), href)
                .onFailure(ObjectFetcher::concernsTheObject)
                .recoverWithItem(failure -> FetchedObject.failed(href, (CalDavException) failure));
    }

    private static boolean concernsTheObject(Throwable failure) {
        return failure instanceof CalDavException fault && OF_ONE_OBJECT.contains(fault.fault());
    }

    private Uni<Map<String, FetchedObject>> alone(
            Session session, List<String> hrefs, Map<String, FetchedObject> byKey) {
        return Multi.createFrom()
                .iterable(hrefs)
                .onItem()
                .transformToUni(href -> alone(session, href))
                .merge(MOST_AT_ONCE)
                .collect()
                .asList()
                .map(objects -> {
                    objects.forEach(object -> byKey.put(object.hrefKey(), object));
                    return byKey;
                });
    }
}
