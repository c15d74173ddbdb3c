package de.msbls.paliad.calendar.caldav.http;

import io.vertx.core.http.HttpHeaders;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers that close a connection after each answer. SOGo says so after a PROPFIND and keeps silent after other requests:
 * the next write would go down with a connection that is gone already, and nobody could tell whether it arrived.
 */
final class ClosingServers {

    private static final int MULTISTATUS = 207;

    private final Set<Origin> closing = ConcurrentHashMap.newKeySet();

    /** Whether a write to that server must have a connection of its own. */
    boolean include(Origin origin) {
        return closing.contains(origin);
    }

    /** The answer to a PROPFIND tells whether the connection is kept; a refusal does not. */
    void answered(Origin origin, Call call, Answer answer) {
        if (answer.status() != MULTISTATUS || !call.method().name().equals("PROPFIND")) {
            return;
        }
        if ("close".equalsIgnoreCase(answer.header(HttpHeaders.CONNECTION.toString()))) {
            closing.add(origin);
        } else {
            closing.remove(origin);
        }
    }

    /** A connection went down under a request. */
    void closed(Origin origin) {
        closing.add(origin);
    }
}
