package de.msbls.paliad.calendar.sync.model.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A CalDAV server on loopback over calendars in memory, with the faults that its weather brings. */
public final class ScriptedCalDav implements AutoCloseable {

    private final Vertx vertx;
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Calendars calendars;
    private volatile Interlude interlude;

    /**
     * What happens while the service waits for the answer to one of its requests.
     *
     * @param at which of the requests from now on
     * @param writes whether only those count that change something
     * @param afterActing whether the request was carried out before
     */
    public record Interlude(int at, boolean writes, boolean afterActing, Runnable event) {

        private boolean counts(Request request) {
            return !writes || request.isWrite();
        }
    }

    public ScriptedCalDav(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(false))
                .requestHandler(request -> request.body().onSuccess(body -> arrived(request, body.toString())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    /** From now on it serves these. */
    public void serve(Calendars served) {
        calendars = served;
        interlude = null;
    }

    /** Arms an interlude; null: none. */
    public void expect(Interlude next) {
        requests.set(0);
        interlude = next;
    }

    private void arrived(HttpServerRequest request, String body) {
        Request asked = new Request(request.method().name(), request.path(), request.headers(), body, url());
        Interlude here = interlude;
        if (here == null || !here.counts(asked) || requests.incrementAndGet() != here.at()) {
            send(request, calendars.answer(asked));
            return;
        }
        interlude = null;
        Reply early = here.afterActing() ? calendars.answer(asked) : null;
        vertx.executeBlocking(
                        () -> {
                            here.event().run();
                            return true;
                        },
                        false)
                .onComplete(done -> send(request, early == null ? calendars.answer(asked) : early));
    }

    private static void send(HttpServerRequest request, Reply reply) {
        HttpServerResponse response = request.response();
        if (reply.sending() == Reply.Sending.RESET) {
            request.connection().close();
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        Buffer body = Buffer.buffer(reply.body());
        if (reply.sending() == Reply.Sending.CUT) {
            response.putHeader("Content-Length", Integer.toString(body.length() + 100));
            response.write(body).onComplete(done -> request.connection().close());
            return;
        }
        response.end(body);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
