package de.msbls.paliad.calendar.bench;

import java.time.Duration;
import java.time.Instant;

/**
 * One step of one run: when, how long it took, and what the calendar server was asked meanwhile.
 *
 * @param cpu the processor time that it took, of the service alone
 */
record Measure(Instant start, Duration time, Requests requests, CpuClock.Reading cpu) {

    Measure(Instant start, Duration time, Requests requests) {
        this(start, time, requests, CpuClock.Reading.NONE);
    }

    double seconds() {
        return time.toNanos() / 1e9;
    }

    /** Where the time of many PUTs went, as the server saw them. */
    String puts() {
        Requests puts = requests.of("PUT");
        if (!puts.isTimed()) {
            return "–";
        }
        double begin = start.toEpochMilli() / 1e3;
        return "%.2f s before the first, %.2f s to the last, %.2f s after it; at once %s; pauses %s"
                .formatted(
                        puts.begin() - begin,
                        puts.end() - puts.begin(),
                        begin + seconds() - puts.end(),
                        puts.atOnce(),
                        puts.pauses());
    }
}
