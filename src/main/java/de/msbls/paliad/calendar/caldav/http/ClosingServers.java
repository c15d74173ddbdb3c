package de.msbls.paliad.calendar.caldav.http;

import io.vertx.core.http.HttpHeaders;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers that close a connection after each answer. SOGo says so after a PROPFIND and keeps silent after other requests:
 * the next one would go down with a connection that is gone already: a read several times over, and of a write nobody
 * could tell whether it arrived.
 */
final class ClosingServers {

    private static final int MULTISTATUS = 207;

    private final Set<Origin> closing = ConcurrentHashMap.newKeySet();

    /** Whether the call must have a connection of its own. A PROPFIND needs none, and is what tells when that is over. */
    boolean concern(Origin origin, Call call) {
        return !isPropfind(call) && closing.contains(origin);
    }

    private static boolean isPropfind(Call call) {
        return call.method().name().equals("PROPFIND");
    }

    /** The answer to a PROPFIND tells whether the connection is kept; a refusal does not. */
    void answered(Origin origin, Call call, Answer answer) {
        if (answer.status() != MULTISTATUS || !isPropfind(call)) {
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
