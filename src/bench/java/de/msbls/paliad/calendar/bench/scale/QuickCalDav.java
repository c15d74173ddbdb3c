package de.msbls.paliad.calendar.bench.scale;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A calendar server that remembers nothing but the names of what was put, in any account and calendar, and tells each once. */
final class QuickCalDav implements AutoCloseable {

    private static final String MULTISTATUS = """
            <d:multistatus xmlns:d="DAV:" xmlns:cs="http://calendarserver.org/ns/" xmlns:c="urn:ietf:params:xml:ns:caldav">%s
            <d:sync-token>urn:%s</d:sync-token></d:multistatus>
            """;

    private static final String OBJECT = """
            <d:response><d:href>%s</d:href><d:propstat><d:prop><d:getetag>"1"</d:getetag></d:prop>
            <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
            """;

    private static final Pattern TOKEN = Pattern.compile("urn:(\\d+)");

    private static final String COLLECTION = """
            <d:response><d:href>%1$s</d:href><d:propstat><d:prop>
            <d:resourcetype><d:collection/><c:calendar/></d:resourcetype><cs:getctag>%2$s</cs:getctag>
            <d:sync-token>urn:%2$s</d:sync-token></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
            """;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Map<String, List<String>> calendars = new HashMap<>();
    private final Set<String> there = new HashSet<>();
    private final AtomicLong puts = new AtomicLong();
    private final HttpServer server;

    QuickCalDav() {
        server = vertx.createHttpServer().requestHandler(this::receive);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    long puts() {
        return puts.get();
    }

    private void receive(HttpServerRequest request) {
        switch (request.method().name()) {
            case "PROPFIND" -> multistatus(request, collection(request.path()));
            case "REPORT" ->
                request.body().onSuccess(body -> multistatus(request, news(request.path(), body.toString())));
            case "PUT" -> put(request);
            default -> request.response().setStatusCode(404).end();
        }
    }

    private String collection(String path) {
        int puts = objects(path).size();
        return MULTISTATUS.formatted(COLLECTION.formatted(path, puts), puts);
    }

    private String news(String path, String asked) {
        List<String> objects = objects(path);
        Matcher token = TOKEN.matcher(asked);
        int since = token.find() ? Integer.parseInt(token.group(1)) : 0;
        String named = objects.subList(since, objects.size()).stream()
                .map(OBJECT::formatted)
                .collect(Collectors.joining());
        return MULTISTATUS.formatted(named, objects.size());
    }

    private List<String> objects(String calendar) {
        return calendars.computeIfAbsent(calendar, path -> new ArrayList<>());
    }

    private void put(HttpServerRequest request) {
        boolean isNew = there.add(request.path());
        if (isNew) {
            objects(request.path().substring(0, request.path().lastIndexOf('/') + 1))
                    .add(request.path());
        }
        if (!isNew && request.getHeader("If-None-Match") != null) {
            request.response().setStatusCode(412).end();
        } else {
            puts.incrementAndGet();
            request.response().setStatusCode(201).putHeader("ETag", "\"1\"").end();
        }
    }

    private static void multistatus(HttpServerRequest request, String body) {
        request.response()
                .setStatusCode(207)
                .putHeader("Content-Type", "application/xml; charset=utf-8")
                .end(body);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
