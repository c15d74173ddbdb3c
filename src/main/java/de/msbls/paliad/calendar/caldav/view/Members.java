package de.msbls.paliad.calendar.caldav.view;

import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.DavRequests;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.xml.RequestBodies;
import io.smallrye.mutiny.Uni;
import java.net.URI;

/** A calendar's members in one PROPFIND of Depth 1 (RFC 4918 §9.1). */
public final class Members {

    private static final String MEMBERS = RequestBodies.propfind(Listing.PROPERTIES);

    private final DavRequests requests;

    public Members(DavRequests requests) {
        this.requests = requests;
    }

    public Uni<Listing> list(CalDavAccount account, URI home, String calendarPath) {
        URI target = Hrefs.resolve(home, Hrefs.collection(calendarPath));
        return requests.propfindEach(account, target, 1, MEMBERS, () -> new Listing.Reader(calendarPath));
    }
}
