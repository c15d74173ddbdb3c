package de.msbls.paliad.calendar.caldav.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param room for its answer; without it the call fails
 */
public record Call(
        HttpMethod method,
        URI target,
        Map<String, String> headers,
        @Nullable Buffer body,
        AnswerRoom room) {

    Call at(URI elsewhere) {
        return new Call(method, elsewhere, headers, body, room);
    }

    /** Whether asking twice does no more than asking once (RFC 9110 §9.2.1, RFC 4918 §9.1, RFC 3253 §3.6). */
    boolean isSafe() {
        return switch (method.name()) {
            case "GET", "PROPFIND", "REPORT" -> true;
            default -> false;
        };
    }
}
