package de.msbls.paliad.calendar.platform.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends the connection of a client that was answered while it still sends. Closed at once, it might not get to read the answer
 * (RFC 9112 §9.6): so what comes is dropped for a moment first.
 */
final class LingeringClose {

    private static final long LINGER_MILLIS = 2_000;
    private static final long NO_ERROR = 0;

    private LingeringClose() {}

    /** To be called when the answer is sent. */
    static void of(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            context.response().reset(NO_ERROR); // of this stream alone (RFC 9113 §8.1)
            return;
        }
        request.handler(dropped -> {}).endHandler(end -> request.connection().close());
        request.resume();
        context.vertx().setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }
}
