package de.msbls.paliad.calendar.caldav.object;

import de.msbls.paliad.calendar.caldav.http.Answer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Fetches calendar objects: alone, or a hundred in one calendar-multiget, in halves where an answer grows too long. */
public final class CalendarObjects {

    private static final int HREFS_PER_MULTIGET = 100;

    private final DavRequests requests;
    private final int requestsAtOnce;

    public CalendarObjects(DavRequests requests, int requestsAtOnce) {
        this.requests = requests;
        this.requestsAtOnce = requestsAtOnce;
    }

    /** In the order of the hrefs. */
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
        String ics = CalendarText.ofBody(answer.bytes());
        if (ics == null) {
            throw CalDavException.answered(CalDavFault.MALFORMED, answer.status(), null, null, null);
        }
        return FetchedObject.present(href, answer.header("ETag"), ics);
    }
}
