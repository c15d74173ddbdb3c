package de.msbls.paliad.calendar.caldav;

import de.msbls.paliad.calendar.caldav.collection.CalendarCollections;
import de.msbls.paliad.calendar.caldav.collection.CollectionState;
import de.msbls.paliad.calendar.caldav.collection.Discovery;
import de.msbls.paliad.calendar.caldav.collection.RemoteCalendar;
import de.msbls.paliad.calendar.caldav.http.AnswerMemory;
import de.msbls.paliad.calendar.caldav.http.CheckedTransport;
import de.msbls.paliad.calendar.caldav.http.TransportLimits;
import de.msbls.paliad.calendar.caldav.http.trust.AddressPolicy;
import de.msbls.paliad.calendar.caldav.http.trust.TrustedAuthorities;
import de.msbls.paliad.calendar.caldav.object.CalendarObjects;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.object.Precondition;
import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.request.DavRequests;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.view.Changes;
import de.msbls.paliad.calendar.caldav.view.Listing;
import de.msbls.paliad.calendar.caldav.view.Members;
import de.msbls.paliad.calendar.caldav.view.SyncCollection;
import de.msbls.paliad.calendar.caldav.watch.RequestWatch;
import de.msbls.paliad.calendar.caldav.xml.RequestBodies;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of CalDAV (RFC 4791), one request each unless it says otherwise.
 *
 * <p>{@code home} gives the origin for every path and href. Failures are {@link CalDavException}s. PROPFIND, REPORT and GET are
 * repeated once when the connection closes before the answer; PUT, DELETE and MKCALENDAR never, unless no byte of them had left.
 * Answers may arrive on an event loop or on a worker thread, within the Vert.x context that the request was made from.
 */
@ApplicationScoped
@Startup // its settings are read, and refused, before the first request
public class CalDavClient {

    /** A server that answers with more has ignored the filter. */
    private static final int MOST_WITH_ONE_UID = 5;

    private final CheckedTransport transport;
    private final DavRequests requests;
    private final Discovery discovery;
    private final CalendarCollections collections;
    private final Members members;
    private final SyncCollection syncCollection;
    private final CalendarObjects objects;

    /**
     * @param watches hear of each request
     * @throws IllegalArgumentException when an allowed network is no CIDR, or a file of certificates cannot be used
     */
    public CalDavClient(Vertx vertx, CalDavSettings settings, @All List<RequestWatch> watches) {
        this.transport = new CheckedTransport(
                vertx.getDelegate(),
                new AddressPolicy(settings.allowedNetworks()),
                new TransportLimits(settings.allowHttp(), settings.requestTimeout(), settings.connectionsPerAccount()),
                TrustedAuthorities.of(settings.trustedCertificates()),
                settings.proxy(),
                watches);
        this.requests = new DavRequests(transport, AnswerMemory.ofThisProcess());
        this.discovery = new Discovery(requests);
        this.collections = new CalendarCollections(requests);
        this.members = new Members(requests);
        this.syncCollection = new SyncCollection(requests);
        this.objects = new CalendarObjects(requests, settings.connectionsPerAccount());
    }

    /**
     * The URL under which the account's calendars stand, with a trailing slash; several requests. It may be on another host of the
     * same family than {@code serverUrl}: remember it.
     */
    public Uni<URI> discoverHome(CalDavAccount account) {
        return discovery.home(account);
    }

    /** The calendars of a home that take events, without in and out boxes, subscriptions and bins. */
    public Uni<List<RemoteCalendar>> calendars(CalDavAccount account, URI home) {
        return collections.all(account, home);
    }

    /**
     * Makes a calendar (RFC 4791 §5.3.1) and looks at it: two requests. It exists when this answers, whether or not the server took
     * the name. METHOD_NOT_ALLOWED where servers make none, FORBIDDEN where this user may not.
     */
    public Uni<RemoteCalendar> makeCalendar(CalDavAccount account, URI home, String displayName) {
        return collections.make(account, home, displayName);
    }

    /** Whether a calendar is there and may have changed. NOT_FOUND also when something else than a calendar stands there. */
    public Uni<CollectionState> collection(CalDavAccount account, URI home, String calendarPath) {
        return collections.state(account, home, calendarPath);
    }

    /** The objects of a calendar with their etags. NOT_FOUND and FORBIDDEN when that is what the server says of the calendar. */
    public Uni<Listing> list(CalDavAccount account, URI home, String calendarPath) {
        return members.list(account, home, calendarPath);
    }

    /**
     * What moved in a calendar since a sync token: one request, and one more for each time that the server cuts its answer short.
     * Fails when the server does not know the token or the report.
     */
    public Uni<Changes> changes(CalDavAccount account, URI home, String calendarPath, String syncToken) {
        return syncCollection.since(account, home, calendarPath, syncToken);
    }

    /** The hrefs of the events with a UID, as the server spells them; none where it does not filter by UID. */
    public Uni<List<String>> hrefsWithUid(CalDavAccount account, URI home, String calendarPath, String uid) {
        URI calendar = Hrefs.resolve(home, Hrefs.collection(calendarPath));
        return requests.report(account, calendar, 1, RequestBodies.eventsWithUid(uid))
                .map(found -> found.multistatus().resources().stream()
                        .filter(resource -> resource.status() < 300 && resource.failure() == 0)
                        .map(resource -> Hrefs.path(resource.href()))
                        .filter(href -> !Hrefs.same(href, calendarPath))
                        .toList())
                .map(hrefs -> hrefs.size() > MOST_WITH_ONE_UID ? List.<String>of() : hrefs);
    }

    /**
     * The objects at these hrefs, in their order (calendar-multiget, RFC 4791 §7.9): one request for a hundred of them. One that the
     * server refuses, leaves out or garbles is UNKNOWN and costs the others nothing; where it refuses the whole request with a 404 or
     * because it knows no multiget, all of that request are.
     */
    public Uni<List<FetchedObject>> multiget(CalDavAccount account, URI home, String calendarPath, List<String> hrefs) {
        return objects.multiget(account, home, calendarPath, hrefs);
    }

    /** One object. A 404 or 410 is GONE, never UNKNOWN; TOO_LARGE beyond 512 kB, MALFORMED when it is no calendar object. */
    public Uni<FetchedObject> get(CalDavAccount account, URI home, String href) {
        return objects.get(account, home, href);
    }

    /**
     * Writes an object. Answers its strong etag, or null where the server gave a weak one or none: then fetch it before deciding
     * anything (RFC 4791 §5.3.4).
     */
    public Uni<@Nullable String> put(
            CalDavAccount account, URI home, String href, String ics, Precondition precondition) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/calendar; charset=utf-8");
        if (precondition instanceof Precondition.IfMatch match) {
            headers.put("If-Match", match.etag());
        } else if (precondition instanceof Precondition.IfNoneMatch) {
            headers.put("If-None-Match", "*");
        } else if (precondition instanceof Precondition.Impossible impossible) {
            headers.put("If-Match", impossible.etag());
            headers.put("If-None-Match", "*");
        }
        return requests.change(account, "PUT", Hrefs.resolve(home, href), headers, ics)
                .map(answer -> strong(answer.header("ETag")));
    }

    private static @Nullable String strong(@Nullable String etag) {
        if (etag == null || etag.isBlank() || etag.regionMatches(true, 0, "W/", 0, 2)) {
            return null;
        }
        return etag.strip();
    }

    /**
     * Removes an object, only the one with {@code ifMatchEtag} where that is given. Answers whether it was there: one that is
     * gone already counts as removed.
     */
    public Uni<Boolean> delete(CalDavAccount account, URI home, String href, @Nullable String ifMatchEtag) {
        Map<String, String> headers = ifMatchEtag == null ? Map.of() : Map.of("If-Match", ifMatchEtag);
        return requests.change(account, "DELETE", Hrefs.resolve(home, href), headers, null)
                .map(answer -> true)
                .onFailure(CalDavClient::isGone)
                .recoverWithItem(false);
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof CalDavException fault && fault.fault() == CalDavFault.NOT_FOUND;
    }

    @PreDestroy
    void close() {
        transport.close();
    }
}
