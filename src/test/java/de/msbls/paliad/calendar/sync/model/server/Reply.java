package de.msbls.paliad.calendar.sync.model.server;

import java.util.HashMap;
import java.util.Map;

/** One answer, and how it is sent. */
record Reply(int status, Map<String, String> headers, String body, Sending sending) {

    enum Sending {
        WHOLE,
        /** Ends in the middle. */
        CUT,
        /** The connection is closed instead. */
        RESET
    }

    static Reply of(int status) {
        return new Reply(status, Map.of(), "", Sending.WHOLE);
    }

    static Reply multistatus(String body) {
        return new Reply(207, Map.of("Content-Type", "application/xml; charset=utf-8"), body, Sending.WHOLE);
    }

    static Reply error(int status, String condition) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/xml; charset=utf-8"),
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><d:error xmlns:d=\"DAV:\"><d:" + condition + "/></d:error>",
                Sending.WHOLE);
    }

    Reply with(String header, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, value);
        return new Reply(status, all, body, sending);
    }

    Reply withBody(String text) {
        return new Reply(status, headers, text, sending);
    }

    Reply sent(Sending how) {
        return new Reply(status, headers, body, how);
    }
}
