package de.msbls.paliad.calendar.caldav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A paused process that goes on has connections at hand, and no timer has told it yet that it is late. */
class AttemptTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server = join(vertx.createHttpServer()
            .requestHandler(request -> {
                asked.incrementAndGet();
                request.response().end();
            })
            .listen(0, "127.0.0.1"));

    @AfterEach
    void close() {
        join(vertx.close());
    }

    @Test
    void nothingOfItLeavesWhenItsTimeIsOver() {
        TransportException late =
                catchThrowableOfType(TransportException.class, () -> send(new Attempt(Duration.ZERO)));

        assertThat(late.reason()).isEqualTo(TransportException.Reason.TIMEOUT);
        assertThat(late.certainlyNotSent()).isTrue();
        assertThat(send(new Attempt(LONG)).status()).isEqualTo(200);
        assertThat(asked).hasValue(1);
    }

    private Answer send(Attempt attempt) {
        URI target = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.PUT).setAbsoluteURI(target.toString());
        Call call = new Call(HttpMethod.PUT, target, Map.of(), null, new AnswerMemory(1000).room(1000));
        return Exchange.run(vertx.createHttpClient(), options, call, attempt)
                .await()
                .atMost(LONG);
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
