package de.msbls.paliad.calendar.bench.api;

import de.msbls.paliad.calendar.testing.Tokens;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The users of a firm, on one thread that all their answers come back to: it shares the cores with what it measures. */
final class ApiClient implements AutoCloseable {

    /** More than ever are under way, lest a request wait here for one that the service has not answered. */
    private static final int MOST_CONNECTIONS = 1024;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient http;
    private final List<Pick> picks;
    private final Map<UUID, String> tokens = new HashMap<>();

    ApiClient(URI service, List<Pick> picks) {
        this.picks = picks;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(service.getHost())
                .setDefaultPort(service.getPort())
                .setMaxPoolSize(MOST_CONNECTIONS));
    }

    /** To be done before each load: a token is good for five minutes. */
    void renewTokens() {
        tokens.clear();
        picks.forEach(pick -> tokens.computeIfAbsent(pick.user(), user -> "Bearer " + Tokens.of(user)));
    }

    /** Where {@link #send} belongs. */
    void onThread(Runnable work) {
        context.runOnContext(ready -> work.run());
    }

    List<Pick> picks() {
        return picks;
    }

    /** Comes back on the same thread, with the status of an answer that has arrived as a whole. */
    Future<Integer> send(Act act, Pick pick, String title) {
        String body = act.body(pick, title);
        return http.request(act.method(), act.path(pick))
                .compose(request -> send(request, pick, body))
                .compose(answer -> answer.body().map(read -> answer.statusCode()));
    }

    private Future<HttpClientResponse> send(HttpClientRequest request, Pick pick, String body) {
        request.putHeader(HttpHeaders.AUTHORIZATION, tokens.get(pick.user()));
        if (body.isEmpty()) {
            return request.send();
        }
        return request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").send(Buffer.buffer(body));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
