package de.msbls.paliad.calendar.bench.scale;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A calendar server that remembers nothing but what was put: any account, any calendar, and never any news. */
final class QuickCalDav implements AutoCloseable {

    private static final String QUIET = """
            <d:multistatus xmlns:d="DAV:" xmlns:cs="http://calendarserver.org/ns/" xmlns:c="urn:ietf:params:xml:ns:caldav">%s
            <d:sync-token>urn:quiet</d:sync-token></d:multistatus>
            """;

    private static final String COLLECTION = """
            <d:response><d:href>%s</d:href><d:propstat><d:prop>
            <d:resourcetype><d:collection/><c:calendar/></d:resourcetype><cs:getctag>quiet</cs:getctag>
            <d:sync-token>urn:quiet</d:sync-token></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
            """;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Set<String> there = ConcurrentHashMap.newKeySet();
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
            case "PROPFIND" -> multistatus(request, QUIET.formatted(COLLECTION.formatted(request.path())));
            case "REPORT" -> multistatus(request, QUIET.formatted(""));
            case "PUT" -> put(request);
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void put(HttpServerRequest request) {
        boolean isNew = there.add(request.path());
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
