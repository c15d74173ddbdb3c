package de.msbls.paliad.calendar.sync.item.observe;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.sync.account.Session;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fetches objects, together where that will do; what a multiget leaves out or answers unclearly is asked for alone. */
@ApplicationScoped
public class ObjectFetcher {

    /** The account's own bound on requests holds besides. */
    private static final int MOST_AT_ONCE = 8;

    private final CalDavClient client;

    ObjectFetcher(CalDavClient client) {
        this.client = client;
    }

    /** By href key. */
    Uni<Map<String, FetchedObject>> fetch(Session session, Slot slot, List<String> together, List<String> alone) {
        return together(session, slot, together).chain(objects -> {
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
    public Uni<List<FetchedObject>> together(Session session, Slot slot, List<String> hrefs) {
        return client.multiget(session.remote(), session.home(), slot.calendarPath(), hrefs);
    }

    private Uni<Map<String, FetchedObject>> alone(
            Session session, List<String> hrefs, Map<String, FetchedObject> byKey) {
        return Multi.createFrom()
                .iterable(hrefs)
                .onItem()
                .transformToUni(href -> client.get(session.remote(), session.home(), href))
                .merge(MOST_AT_ONCE)
                .collect()
                .asList()
                .map(objects -> {
                    objects.forEach(object -> byKey.put(object.hrefKey(), object));
                    return byKey;
                });
    }
}
