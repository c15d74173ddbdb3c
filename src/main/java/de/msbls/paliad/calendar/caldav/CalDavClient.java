package de.msbls.paliad.calendar.caldav;

import de.msbls.paliad.calendar.caldav.http.AddressPolicy;
import de.msbls.paliad.calendar.caldav.http.Answer;
import de.msbls.paliad.calendar.caldav.http.CheckedTransport;
import de.msbls.paliad.calendar.caldav.http.TransportLimits;
import de.msbls.paliad.calendar.caldav.http.TrustedAuthorities;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import de.msbls.paliad.calendar.caldav.xml.Multistatus;
import de.msbls.paliad.calendar.caldav.xml.RequestBodies;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of CalDAV (RFC 4791), one request each unless it says otherwise.
 *
 * <p>{@code home} gives the origin for every path and href. Failures are {@link CalDavException}s. PROPFIND, REPORT and GET are
 * repeated once when the connection closes before the answer; PUT, DELETE and MKCALENDAR never, unless no byte of them had left.
 * Answers may arrive on an event loop or on a worker thread.
 */
@ApplicationScoped
@Startup // its settings are read, and refused, before the first request
public class CalDavClient {

    private static final String CALENDARS = RequestBodies.propfind(RemoteCalendar.PROPERTIES);
    private static final String STATE = RequestBodies.propfind(CollectionState.PROPERTIES);
    private static final String MEMBERS = RequestBodies.propfind(Listing.PROPERTIES);
    private static final int HREFS_PER_MULTIGET = 100;

    /** A server that answers with more has ignored the filter. */
    private static final int MOST_WITH_ONE_UID = 5;

    private final CheckedTransport transport;
    private final DavRequests requests;
    private final Discovery discovery;
    private final SyncCollection syncCollection;
    private final int requestsAtOnce;

    /** @throws IllegalArgumentException when an allowed network is no CIDR, or a file of certificates cannot be used */
    public CalDavClient(Vertx vertx, CalDavSettings settings) {
        this.transport = new CheckedTransport(
                vertx.getDelegate(),
                new AddressPolicy(settings.allowedNetworks()),
                new TransportLimits(settings.allowHttp(), settings.requestTimeout(), settings.connectionsPerAccount()),
                TrustedAuthorities.of(settings.trustedCertificates()));
        this.requests = new DavRequests(transport);
        this.discovery = new Discovery(requests);
        this.syncCollection = new SyncCollection(requests);
        this.requestsAtOnce = settings.connectionsPerAccount();
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
        return requests.propfind(account, home, 1, CALENDARS).map(found -> found.multistatus().resources().stream()
                .filter(RemoteCalendar::isCalendar)
                .map(RemoteCalendar::of)
                .filter(RemoteCalendar::supportsEvents)
                .toList());
    }

    /**
     * Makes a calendar (RFC 4791 §5.3.1) and looks at it: two requests. It exists when this answers, whether or not the server took
     * the name. METHOD_NOT_ALLOWED where servers make none, FORBIDDEN where this user may not.
     */
    public Uni<RemoteCalendar> makeCalendar(CalDavAccount account, URI home, String displayName) {
        String path = Hrefs.collection(home.getRawPath()) + "paliad-" + UUID.randomUUID() + "/";
        Map<String, String> headers = Map.of("Content-Type", "application/xml; charset=utf-8");
        return requests.change(
                        account,
                        "MKCALENDAR",
                        Hrefs.resolve(home, path),
                        headers,
                        RequestBodies.makeCalendar(displayName))
                .chain(made -> itself(account, home, path, CALENDARS))
                .map(CalDavClient::ofEvents);
    }

    private static RemoteCalendar ofEvents(DavResource resource) {
        RemoteCalendar calendar = RemoteCalendar.of(resource);
        if (!calendar.supportsEvents()) {
            throw new CalDavException(CalDavFault.REFUSED);
        }
        return calendar;
    }

    /** Whether a calendar is there and may have changed. NOT_FOUND also when something else than a calendar stands there. */
    public Uni<CollectionState> collection(CalDavAccount account, URI home, String calendarPath) {
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

    /** The objects of a calendar with their etags. NOT_FOUND and FORBIDDEN when that is what the server says of the calendar. */
    public Uni<Listing> list(CalDavAccount account, URI home, String calendarPath) {
        URI target = Hrefs.resolve(home, Hrefs.collection(calendarPath));
        return requests.propfindEach(account, target, 1, MEMBERS, () -> new Listing.Reader(calendarPath));
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
        if (hrefs.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        URI calendar = Hrefs.resolve(home, Hrefs.collection(calendarPath));
        List<Uni<List<FetchedObject>>> chunks = new ArrayList<>();
        for (int from = 0; from < hrefs.size(); from += HREFS_PER_MULTIGET) {
            int to = Math.min(hrefs.size(), from + HREFS_PER_MULTIGET);
            chunks.add(chunk(account, calendar, hrefs.subList(from, to)));
        }
        return Uni.join()
                .all(chunks)
                .usingConcurrencyOf(requestsAtOnce)
                .andFailFast()
                .map(answers -> answers.stream().flatMap(List::stream).toList());
    }

    private Uni<List<FetchedObject>> chunk(CalDavAccount account, URI calendar, List<String> hrefs) {
        List<String> paths = hrefs.stream().map(Hrefs::path).toList();
        return requests.report(account, calendar, 1, RequestBodies.multiget(paths))
                .map(found -> answers(hrefs, found.multistatus()))
                .onFailure(CalDavException.class)
                .recoverWithUni(failure -> withoutChunk(account, calendar, hrefs, failure));
    }

    private static List<FetchedObject> answers(List<String> hrefs, Multistatus multistatus) {
        Map<String, DavResource> byKey = multistatus.resources().stream()
                .collect(Collectors.toMap(
                        resource -> Hrefs.key(resource.href()), resource -> resource, (one, two) -> one));
        return hrefs.stream()
                .map(href -> FetchedObject.of(href, byKey.get(Hrefs.key(href))))
                .toList();
    }

    private Uni<List<FetchedObject>> withoutChunk(
            CalDavAccount account, URI calendar, List<String> hrefs, CalDavException fault) {
        boolean noMultiget =
                fault.fault() == CalDavFault.METHOD_NOT_ALLOWED || "supported-report".equals(fault.condition());
        if (fault.fault() == CalDavFault.NOT_FOUND || noMultiget) {
            return allUnknown(hrefs);
        }
        if (fault.fault() != CalDavFault.TOO_LARGE) {
            return Uni.createFrom().failure(fault);
        }
        return hrefs.size() == 1 ? allUnknown(hrefs) : inHalves(account, calendar, hrefs);
    }

    private Uni<List<FetchedObject>> inHalves(CalDavAccount account, URI calendar, List<String> hrefs) {
        int half = hrefs.size() / 2;
        return chunk(account, calendar, hrefs.subList(0, half))
                .chain(first -> chunk(account, calendar, hrefs.subList(half, hrefs.size()))
                        .map(second -> {
                            List<FetchedObject> both = new ArrayList<>(first);
                            both.addAll(second);
                            return both;
                        }));
    }

    private static Uni<List<FetchedObject>> allUnknown(List<String> hrefs) {
        return Uni.createFrom().item(hrefs.stream().map(FetchedObject::unknown).toList());
    }

    /** One object. A 404 or 410 is GONE, never UNKNOWN; TOO_LARGE beyond 512 kB, MALFORMED when it is no calendar object. */
    public Uni<FetchedObject> get(CalDavAccount account, URI home, String href) {
        Map<String, String> headers = Map.of("Accept", "text/calendar");
        return requests.send(account, "GET", Hrefs.resolve(home, href), headers, null, CalendarText.MOST)
                .map(answer -> fetched(href, answer));
    }

    private static FetchedObject fetched(String href, Answer answer) {
        if (Faults.isGone(answer.status())) {
            return FetchedObject.gone(href);
        }
        if (answer.status() != 200) {
            throw Faults.of(answer);
        }
        String ics = CalendarText.ofBody(answer.body().getBytes());
        if (ics == null) {
            throw CalDavException.answered(CalDavFault.MALFORMED, answer.status(), null, null, null);
        }
        return FetchedObject.present(href, answer.header("ETag"), ics);
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
