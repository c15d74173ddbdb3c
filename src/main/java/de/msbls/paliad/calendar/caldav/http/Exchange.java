package de.msbls.paliad.calendar.caldav.http;

import de.msbls.paliad.calendar.caldav.http.TransportException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request to one address and its answer. Given up, it resets its stream, so that no late byte is sent or read. */
final class Exchange {

    /** So much of an error's body is read: enough for its DAV:error element. */
    private static final int ERROR_BYTES = 64 * 1024;

    private final Call call;
    private final UniEmitter<? super Answer> emitter;
    private final Attempt attempt;

    /** Grows by one more piece: a long answer is not copied to where there is more room, and so never there twice. */
    private final ByteBuf body = new CompositeByteBuf(UnpooledByteBufAllocator.DEFAULT, false, Integer.MAX_VALUE);

    private @Nullable HttpClientRequest request;
    private boolean answering; // on the event loop only
    private boolean over;

    private Exchange(Call call, Attempt attempt, UniEmitter<? super Answer> emitter) {
        this.call = call;
        this.attempt = attempt;
        this.emitter = emitter;
    }

    static Uni<Answer> run(HttpClient client, RequestOptions options, Call call, Attempt attempt) {
        return Uni.createFrom().emitter(emitter -> {
            Exchange exchange = new Exchange(call, attempt, emitter);
            emitter.onTermination(exchange::giveUp);
            client.request(options).onSuccess(exchange::send).onFailure(exchange::notConnected);
        });
    }

    private void send(HttpClientRequest connected) {
        connected.exceptionHandler(this::interrupted);
        if (!take(connected)) {
            connected.reset();
            return;
        }
        if (!attempt.begin()) {
            fail(TransportException.timeout(true));
            return;
        }
        connected.response().onSuccess(this::receive).onFailure(this::interrupted);
        if (call.body() == null) {
            connected.send();
        } else {
            connected.send(call.body()); // with a Content-Length: several servers refuse chunks
        }
    }

    private void receive(HttpClientResponse response) {
        boolean error = response.statusCode() >= 300;
        int most = error ? ERROR_BYTES : call.room().most();
        answering = true;
        response.exceptionHandler(this::broken);
        response.endHandler(end -> {
            done();
            answered(response);
        });
        response.handler(chunk -> {
            if (!error && !call.room().has(body.readableBytes() + chunk.length())) {
                fail(TransportException.noRoom());
                return;
            }
            body.writeBytes(chunk.getBytes(0, Math.min(chunk.length(), most - body.readableBytes())));
            if (body.readableBytes() == most && error) {
                answered(response); // the rest of it is not read
            } else if (body.readableBytes() == most) {
                fail(TransportException.tooLarge());
            }
        });
    }

    private void answered(HttpClientResponse response) {
        if (finish()) {
            emitter.complete(new Answer(call.target(), response.statusCode(), response.headers(), body));
        }
    }

    private void notConnected(Throwable cause) {
        if (isTls(cause)) {
            fail(new TransportException(Reason.TLS, true, "no trusted TLS connection", cause));
        } else if (cause instanceof HttpClosedException) {
            fail(new TransportException(Reason.CLOSED_UNANSWERED, true, "the connection was closed", cause));
        } else {
            fail(TransportException.unreachable("no connection", cause));
        }
    }

    private void interrupted(Throwable cause) {
        boolean closed = cause instanceof IOException || cause instanceof VertxException;
        if (closed && !answering) {
            fail(new TransportException(Reason.CLOSED_UNANSWERED, false, "the connection was closed", cause));
        } else {
            broken(cause);
        }
    }

    private void broken(Throwable cause) {
        fail(new TransportException(Reason.BROKEN_ANSWER, false, "the answer broke off or is no HTTP", cause));
    }

    private void fail(TransportException failure) {
        if (finish()) {
            emitter.fail(failure); // and thereby giveUp
        }
    }

    private void giveUp() {
        finish();
        reset();
    }

    private synchronized boolean take(HttpClientRequest connected) {
        request = connected;
        return !over;
    }

    private synchronized boolean finish() {
        boolean first = !over;
        over = true;
        return first;
    }

    /** The stream has nothing more to send or to read: its connection goes back to the pool as it is. */
    private synchronized void done() {
        request = null;
    }

    private synchronized void reset() {
        if (request != null) {
            request.reset();
        }
    }

    private static boolean isTls(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SSLException || at instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }
}
