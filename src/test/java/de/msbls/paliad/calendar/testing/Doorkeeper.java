package de.msbls.paliad.calendar.testing;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stands before a server on this machine, remembers what passes, and answers in the server's place where it is told to. Who
 * only listens sees the requests that the service makes.
 */
public final class Doorkeeper implements AutoCloseable {

    /** A request that came. */
    public record Visit(String method, String path, String body) {

        /** Whether it is of that method, and its path or body has that in it. */
        public boolean is(String wanted, String within) {
            return method.equals(wanted) && (path.contains(within) || body.contains(within));
        }
    }

    /** Makes something else of what the server answers. */
    public interface Lie {

        void tell(String truth, HttpServerResponse response);
    }

    /** Whoever gets this in the place of a status is let through to the server. */
    public static final int LETS_PASS = 0;

    private final Vertx vertx = Vertx.vertx();
    private final URI server;
    private final HttpClient client;
    private final HttpServer door;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final AtomicReference<Function<Visit, Integer>> rule = new AtomicReference<>(visit -> LETS_PASS);

    private volatile boolean preconditionsPass = true;
    private volatile Predicate<Visit> liedTo = visit -> false;
    private volatile Lie lie;

    private Doorkeeper(URI server) {
        this.server = server;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(50));
        this.door = vertx.createHttpServer().requestHandler(this::receive);
        join(door.listen(0, "127.0.0.1"));
    }

    public static Doorkeeper before(URI server) {
        return new Doorkeeper(server);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + door.actualPort() + "/");
    }

    /** From now on these get that status, and the server hears nothing of them. */
    public void turnAway(int status, Predicate<Visit> whom) {
        answer(visit -> whom.test(visit) ? status : LETS_PASS);
    }

    /** From now on each gets the status that this says. */
    public void answer(Function<Visit, Integer> statusOf) {
        rule.set(statusOf);
    }

    /** From now on the server takes every write, whatever stands there; as SOGo does. */
    public void dropPreconditions() {
        preconditionsPass = false;
    }

    /** From now on these get what that makes of the server's answer. */
    public void lie(Predicate<Visit> whom, Lie instead) {
        lie = instead;
        liedTo = whom;
    }

    public void letAllPass() {
        answer(visit -> LETS_PASS);
        liedTo = visit -> false;
    }

    /** All that came so far. */
    public List<Visit> visits() {
        return List.copyOf(visits);
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Visit visit = new Visit(request.method().name(), request.uri(), body.toString());
            visits.add(visit);
            int status = rule.get().apply(visit);
            if (status == LETS_PASS) {
                forward(visit, request, body)
                        .compose(answer -> answer.body().compose(text -> reply(visit, request, answer, text)))
                        .onFailure(failure -> request.connection().close());
            } else {
                request.response().setStatusCode(status).end();
            }
        });
    }

    private Future<HttpClientResponse> forward(Visit visit, HttpServerRequest request, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(request.uri());
        return client.request(options).compose(forwarded -> {
            request.headers().forEach(header -> forwarded.putHeader(header.getKey(), header.getValue()));
            if (!preconditionsPass) {
                forwarded.headers().remove("If-Match").remove("If-None-Match");
            }
            if (liedTo.test(visit)) {
                forwarded.headers().remove("Accept-Encoding"); // a lie is made of what can be read
            }
            forwarded.putHeader("Connection", "close");
            return forwarded.send(body);
        });
    }

    private Future<Void> reply(Visit visit, HttpServerRequest request, HttpClientResponse answer, Buffer body) {
        HttpServerResponse response = request.response();
        if (liedTo.test(visit)) {
            lie.tell(body.toString(), response);
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
