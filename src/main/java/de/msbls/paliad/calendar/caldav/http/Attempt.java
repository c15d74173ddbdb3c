package de.msbls.paliad.calendar.caldav.http;

import java.time.Duration;

/**
 * One call on its way: whether a byte of it may have left, and until when one may. A process that stood still may have no timer
 * that tells it first: so the clock is asked right before.
 */
final class Attempt {

    private final long end;
    private volatile boolean sent;

    Attempt(Duration deadline) {
        this.end = System.nanoTime() + deadline.toNanos();
    }

    /** From here on the first byte may leave; false: its time is over. */
    boolean begin() {
        if (System.nanoTime() - end >= 0) {
            return false;
        }
        sent = true;
        return true;
    }

    /** What went before was answered by a redirect, not carried out. */
    void again() {
        sent = false;
    }

    boolean certainlyNotSent() {
        return !sent;
    }
}
