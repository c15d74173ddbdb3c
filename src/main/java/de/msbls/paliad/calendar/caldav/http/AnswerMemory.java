package de.msbls.paliad.calendar.caldav.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the answers that are read at the same time may take together, of whatever accounts: one hostile server can
 * have many. Short ones are not counted, for no more of them come at once than calls are made; a longer one reserves
 * what it has come to, in powers of two, and is given up where no more is to be had.
 */
public final class AnswerMemory {

    /** Bytes: a tick's usual answers are shorter. */
    private static final int SHORT = 256 * 1024;

    private final AtomicLong free;

    AnswerMemory(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /** A quarter of the heap: what is made of an answer takes some more. */
    public static AnswerMemory ofThisProcess() {
        return new AnswerMemory(Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * For one answer.
     *
     * @param most bytes of it that its reader takes
     */
    public AnswerRoom room(int most) {
        return new AnswerRoom(this, most);
    }

    /** What an answer reserves of which so many bytes are there, and which may become one of {@code most}. */
    static int reservation(int bytes, int most) {
        return bytes <= SHORT ? 0 : Math.min(most, Integer.highestOneBit(bytes - 1) * 2);
    }

    boolean take(long bytes) {
        long before = free.getAndUpdate(left -> left < bytes ? left : left - bytes);
        return before >= bytes;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
    }
}
