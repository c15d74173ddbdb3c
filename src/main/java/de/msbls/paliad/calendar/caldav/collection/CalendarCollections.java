package de.msbls.paliad.calendar.caldav.collection;

import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.request.DavRequests;
import de.msbls.paliad.calendar.caldav.request.Faults;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import de.msbls.paliad.calendar.caldav.xml.Multistatus;
import de.msbls.paliad.calendar.caldav.xml.RequestBodies;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks for calendars, and for what one tells of itself; makes one where there is none. */
public final class CalendarCollections {

    private static final String CALENDARS = RequestBodies.propfind(RemoteCalendar.PROPERTIES);
    private static final String STATE = RequestBodies.propfind(CollectionState.PROPERTIES);

    private final DavRequests requests;

    public CalendarCollections(DavRequests requests) {
        this.requests = requests;
    }

    /** Those of a home that take events. */
    public Uni<List<RemoteCalendar>> all(CalDavAccount account, URI home) {
        return requests.propfind(account, home, 1, CALENDARS).map(found -> found.multistatus().resources().stream()
                .filter(RemoteCalendar::isCalendar)
                .map(RemoteCalendar::of)
                .filter(RemoteCalendar::supportsEvents)
                .toList());
    }

    /** A new one, as it then stands there. */
    public Uni<RemoteCalendar> make(CalDavAccount account, URI home, String displayName) {
        String path = Hrefs.collection(home.getRawPath()) + "paliad-" + UUID.randomUUID() + "/";
        Map<String, String> headers = Map.of("Content-Type", "application/xml; charset=utf-8");
        return requests.change(
                        account,
                        "MKCALENDAR",
                        Hrefs.resolve(home, path),
                        headers,
                        RequestBodies.makeCalendar(displayName))
                .chain(made -> itself(account, home, path, CALENDARS))
                .map(CalendarCollections::ofEvents);
    }

    private static RemoteCalendar ofEvents(DavResource resource) {
        RemoteCalendar calendar = RemoteCalendar.of(resource);
        if (!calendar.supportsEvents()) {
            throw new CalDavException(CalDavFault.REFUSED);
        }
        return calendar;
    }

    public Uni<CollectionState> state(CalDavAccount account, URI home, String calendarPath) {
        return itself(account, home, calendarPath, STATE).map(CollectionState::of);
    }

    private Uni<DavResource> itself(CalDavAccount account, URI home, String calendarPath, String body) {
        URI target = Hrefs.resolve(home, Hrefs.collection(calendarPath));
        return requests.propfind(account, target, 0, body).map(found -> calendar(found.multistatus(), calendarPath));
    }

    private static DavResource calendar(Multistatus multistatus, String calendarPath) {
        List<DavResource> resources = multistatus.resources();
        DavResource resource = resources.stream()
                .filter(one -> resources.size() == 1 || Hrefs.same(one.href(), calendarPath))
                .findFirst()
                .orElseThrow(() -> new CalDavException(CalDavFault.MALFORMED));
        if (resource.status() >= 300) {
            throw Faults.of(resource);
        }
        if (!RemoteCalendar.isCalendar(resource)) {
            throw new CalDavException(CalDavFault.NOT_FOUND);
        }
        return resource;
    }
}
