package de.msbls.paliad.calendar.sync.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Words and times that occur once, so that each is known again wherever it turns up. */
final class Names {

    private static final Instant FIRST = Instant.parse("2027-04-01T06:00:00Z");

    private final AtomicInteger count = new AtomicInteger();

    String of(String whose) {
        return whose + "-" + count.incrementAndGet();
    }

    /** To the minute. */
    Instant time() {
        return FIRST.plus(Duration.ofMinutes(count.incrementAndGet()));
    }
}
