package de.msbls.paliad.calendar.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The firm's own system, that is told what needs a person. */
public final class WebhookReceiver implements AutoCloseable {

    private static final int TAKEN = 204;

    /** A request as it came. */
    public record Call(String id, String timestamp, String signature, String body) {

        public String type() {
            return new JsonObject(body).getString("type");
        }

        public JsonObject data() {
            return new JsonObject(body).getJsonObject("data");
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger toTurnAway = new AtomicInteger();

    public WebhookReceiver() {
        server = vertx.createHttpServer().requestHandler(this::receive);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/paliad");
    }

    /** Turns away so many of those that come next. */
    public void turnAway(int next) {
        toTurnAway.set(next);
    }

    /** All of this user, those that were turned away too. */
    public List<Call> of(Object user) {
        return calls.stream()
                .filter(call -> call.data().getString("user_id").equals(user.toString()))
                .toList();
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            calls.add(new Call(
                    request.getHeader("webhook-id"),
                    request.getHeader("webhook-timestamp"),
                    request.getHeader("webhook-signature"),
                    body.toString()));
            boolean turnsAway = toTurnAway.getAndUpdate(left -> Math.max(left - 1, 0)) > 0;
            request.response().setStatusCode(turnsAway ? 500 : TAKEN).end();
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
