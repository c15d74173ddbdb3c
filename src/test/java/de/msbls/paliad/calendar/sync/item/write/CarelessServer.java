package de.msbls.paliad.calendar.sync.item.write;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * One calendar on a server that does as SOGo does: a PUT with If-None-Match writes over what stands there, one with If-Match
 * makes what is gone, a DELETE with If-Match deletes what was changed, and a UID that stands elsewhere is a bare 409.
 */
final class CarelessServer implements AutoCloseable {

    static final String CALENDAR = "/anna/work/";

    private static final Pattern HREF = Pattern.compile("href>([^<]*)</");
    private static final Pattern UID = Pattern.compile("UID:(\\S+)");
    private static final Pattern ASKED_UID = Pattern.compile("text-match[^>]*>([^<]*)</");

    private record Kept(String text, int revision) {}

    private final HttpServer server;
    private final Map<String, Kept> objects = new TreeMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private int revision;

    /** Whether it refuses what preconditions forbid, as it should. */
    boolean keepsItsWord;

    /** Whether a multiget is silent about what is not there, and about one object more. */
    boolean leavesOut;

    /** Whether it stores under a name of its own what it is given a name for. */
    boolean choosesNames;

    /** Status of the answer to every REPORT; 0: a true one. */
    int reportStatus;

    /** How many PUTs from now on are answered before the connection goes down without an answer; negative: all. */
    int answeredPuts = -1;

    /** Happens once, right after the next PUT was carried out. */
    Runnable afterPut = () -> {};

    CarelessServer(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body.toString())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    /** The user's own client writes. */
    synchronized String put(String href, String text) {
        objects.put(href, new Kept(text, ++revision));
        return etag(objects.get(href));
    }

    synchronized void delete(String href) {
        objects.remove(href);
    }

    synchronized Collection<String> texts() {
        return objects.values().stream().map(Kept::text).toList();
    }

    synchronized Collection<String> hrefs() {
        return List.copyOf(objects.keySet());
    }

    /** How often it was asked so since it began. */
    long asked(String method) {
        return requests.stream().filter(method::equals).count();
    }

    private synchronized void answer(HttpServerRequest request, String body) {
        requests.add(request.method().name());
        HttpServerResponse response = request.response();
        switch (request.method().name()) {
            case "REPORT" -> report(response, body);
            case "GET" -> get(response, objects.get(request.path()));
            case "PUT" -> put(request, body);
            default -> delete(request);
        }
    }

    private void report(HttpServerResponse response, String body) {
        if (reportStatus != 0) {
            response.setStatusCode(reportStatus).end();
            return;
        }
        StringBuilder answer = new StringBuilder("<multistatus xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'>");
        if (body.contains("calendar-multiget")) {
            HREF.matcher(body).results().forEach(found -> multiget(answer, found.group(1)));
        } else {
            String uid = ASKED_UID
                    .matcher(body)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse("");
            objects.forEach((href, kept) -> {
                if (kept.text().contains("UID:" + uid)) {
                    answer.append(found(href, kept));
                }
            });
        }
        response.setStatusCode(207).end(answer + "</multistatus>");
    }

    private void multiget(StringBuilder answer, String href) {
        Kept kept = objects.get(href);
        if (leavesOut) {
            return;
        }
        answer.append(
                kept == null
                        ? "<response><href>" + href + "</href><status>HTTP/1.1 404 Not Found</status></response>"
                        : found(href, kept));
    }

    private static String found(String href, Kept kept) {
        return "<response><href>" + href + "</href><propstat><prop><getetag>" + etag(kept)
                + "</getetag><C:calendar-data>" + kept.text()
                + "</C:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>";
    }

    private static void get(HttpServerResponse response, Kept kept) {
        if (kept == null) {
            response.setStatusCode(404).end();
        } else {
            response.putHeader("ETag", etag(kept)).end(kept.text());
        }
    }

    private void put(HttpServerRequest request, String body) {
        String href = choosesNames ? CALENDAR + "chosen-" + (revision + 1) + ".ics" : request.path();
        Kept before = objects.get(href);
        String ifMatch = request.getHeader("If-Match");
        boolean changed = before != null && ifMatch != null && !ifMatch.equals(etag(before));
        boolean forbidden =
                (before != null && request.getHeader("If-None-Match") != null) || (before == null && ifMatch != null);
        HttpServerResponse response = request.response();
        if (changed || (keepsItsWord && forbidden)) {
            response.setStatusCode(412).end();
        } else if (standsElsewhere(href, body)) {
            response.setStatusCode(409).end();
        } else {
            carryOut(request, href, body, before == null ? 201 : 204);
        }
    }

    private void carryOut(HttpServerRequest request, String href, String body, int status) {
        String etag = put(href, body);
        Runnable event = afterPut;
        afterPut = () -> {};
        event.run();
        if (answeredPuts-- == 0) {
            request.connection().close();
            return;
        }
        HttpServerResponse response = request.response().setStatusCode(status);
        if (!choosesNames) {
            response.putHeader("ETag", etag);
        }
        response.end();
    }

    private boolean standsElsewhere(String href, String body) {
        return objects.entrySet().stream()
                .anyMatch(entry -> !entry.getKey().equals(href)
                        && Objects.equals(uid(entry.getValue().text()), uid(body)));
    }

    private static String uid(String text) {
        return UID.matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private void delete(HttpServerRequest request) {
        Kept before = objects.get(request.path());
        String ifMatch = request.getHeader("If-Match");
        boolean changed = before != null && ifMatch != null && !ifMatch.equals(etag(before));
        if (before == null || (keepsItsWord && changed)) {
            request.response().setStatusCode(before == null ? 404 : 412).end();
            return;
        }
        objects.remove(request.path());
        request.response().setStatusCode(204).end();
    }

    private static String etag(Kept kept) {
        return "\"" + kept.revision() + "\"";
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
