package de.msbls.paliad.calendar.sync.tick;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How soon a server is looked at again where nothing is owed: what moved just now may move again, and a calendar that has long
 * been quiet stays so.
 *
 * @param active the shortest rest
 * @param quiet the longest
 */
record Polling(Duration active, Duration quiet) {

    /** Of the time that it has been quiet already. */
    private static final int PART = 4;

    /** With up to a tenth more, so that accounts that were looked at together spread. */
    Duration next(Duration quietFor) {
        Duration part = quietFor.dividedBy(PART);
        Duration rest = part.compareTo(active) < 0 ? active : part;
        Duration bounded = rest.compareTo(quiet) > 0 ? quiet : rest;
        return bounded.plusMillis(ThreadLocalRandom.current().nextLong(bounded.toMillis() / 10 + 1));
    }
}
