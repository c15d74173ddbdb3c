package de.msbls.paliad.calendar.caldav;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A server on loopback that answers as the test says and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {

    record Asked(String method, String path, Map<String, String> headers, String body) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    ScriptedServer(Vertx vertx, BiConsumer<Asked, HttpServerResponse> script) {
        this.server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(false))
                .requestHandler(request -> request.body().onSuccess(body -> {
                    Asked now = new Asked(
                            request.method().name(), request.uri(), lowerCased(request.headers()), body.toString());
                    asked.add(now);
                    script.accept(now, request.response());
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static Map<String, String> lowerCased(MultiMap headers) {
        Map<String, String> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        return all;
    }

    static BiConsumer<Asked, HttpServerResponse> answering(int status, String body) {
        return (asked, response) -> response.setStatusCode(status)
                .putHeader("Content-Type", "application/xml; charset=utf-8")
                .end(Buffer.buffer(body));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
