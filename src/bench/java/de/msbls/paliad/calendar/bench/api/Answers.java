package de.msbls.paliad.calendar.bench.api;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What came back of one load: each good answer's latency, and what else came how often. For one thread at a time. */
final class Answers {

    private final Map<String, Integer> errors = new TreeMap<>();
    private long[] nanos = new long[1 << 16];
    private int count;
    private boolean sorted;

    void good(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latencyNanos;
        sorted = false;
    }

    void bad(String what) {
        errors.merge(what, 1, Integer::sum);
    }

    int count() {
        return count;
    }

    Map<String, Integer> errors() {
        return errors;
    }

    /** Exact, in milliseconds: the least that so large a share of the answers did not exceed. */
    double millis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, count);
            sorted = true;
        }
        return nanos[Math.max(0, (int) Math.ceil(share * count) - 1)] / 1e6;
    }
}
