package de.msbls.paliad.calendar.sync.kill;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between the service and its calendar server, forwards all it gets, and kills the service when it is told to. */
final class KillingProxy implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final URI server;
    private final HttpClient client;
    private final HttpServer listening;
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();
    private final AtomicInteger underway = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    private record Armed(Shot shot, Runnable kill, AtomicInteger toCome) {}

    KillingProxy(URI server) {
        this.server = server;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(50));
        this.listening = vertx.createHttpServer().requestHandler(this::handle);
        join(listening.listen(0, "127.0.0.1"));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.actualPort() + "/");
    }

    /** From now on, the request that the shot names is the service's last. */
    void arm(Shot shot, Runnable kill) {
        armed.set(new Armed(shot, kill, new AtomicInteger(shot.nth())));
    }

    /** Answers whether the shot was still to come. */
    boolean disarm() {
        return armed.getAndSet(null) != null;
    }

    boolean isArmed() {
        return armed.get() != null;
    }

    /** Whether the server has answered all that it was asked, whoever lived to read it. */
    boolean isIdle() {
        return underway.get() == 0;
    }

    /** How many PUTs and DELETEs have reached the server. */
    int writes() {
        return writes.get();
    }

    private void handle(HttpServerRequest request) {
        Optional<Shot.Kind> kind = Shot.Kind.of(request);
        Optional<Armed> shot = kind.flatMap(this::hit);
        if (shot.filter(hit -> hit.shot().moment() == Shot.Moment.BEFORE_FORWARDING)
                .isPresent()) {
            shot.get().kill().run();
            request.connection().close();
            return;
        }
        underway.incrementAndGet();
        if (kind.filter(Shot.Kind::writes).isPresent()) {
            writes.incrementAndGet();
        }
        request.body()
                .compose(body -> forward(request, body, shot))
                .compose(answer -> answer.body().compose(body -> reply(request, answer, body, shot)))
                .onFailure(failure -> request.connection().close())
                .onComplete(done -> underway.decrementAndGet());
    }

    private Optional<Armed> hit(Shot.Kind kind) {
        Armed waiting = armed.get();
        boolean hit = waiting != null
                && waiting.shot().kind() == kind
                && waiting.toCome().decrementAndGet() == 0
                && armed.compareAndSet(waiting, null);
        return hit ? Optional.of(waiting) : Optional.empty();
    }

    private Future<HttpClientResponse> forward(HttpServerRequest request, Buffer body, Optional<Armed> shot) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(request.uri());
        return client.request(options).compose(forwarded -> {
            request.headers().forEach(header -> forwarded.putHeader(header.getKey(), header.getValue()));
            forwarded.putHeader("Connection", "close");
            forwarded.end(body).onSuccess(sent -> shot.filter(
                            hit -> hit.shot().moment() == Shot.Moment.AFTER_FORWARDING)
                    .ifPresent(hit -> hit.kill().run()));
            return forwarded.response();
        });
    }

    private static Future<Void> reply(
            HttpServerRequest request, HttpClientResponse answer, Buffer body, Optional<Armed> shot) {
        if (shot.isPresent()) {
            shot.get().kill().run(); // the second time where it was killed after forwarding
            return request.connection().close();
        }
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(answer.statusCode());
        answer.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
        response.headers().remove("Connection").remove("Transfer-Encoding");
        return response.end(body);
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        join(vertx.close());
    }
}
