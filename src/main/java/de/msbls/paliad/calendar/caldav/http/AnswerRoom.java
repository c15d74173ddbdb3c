package de.msbls.paliad.calendar.caldav.http;

/** What one answer may take of the {@link AnswerMemory}, until it has been read. */
public final class AnswerRoom implements AutoCloseable {

    private final AnswerMemory memory;
    private final int most;
    private int reserved;
    private boolean closed;

    AnswerRoom(AnswerMemory memory, int most) {
        this.memory = memory;
        this.most = most;
    }

    /** Bytes of a successful answer's body, after decompression, beyond which it is given up. */
    int most() {
        return most;
    }

    /** Whether there is memory for so many bytes of it. */
    synchronized boolean has(int bytes) {
        int needed = AnswerMemory.reservation(Math.min(bytes, most), most);
        if (closed || needed <= reserved) {
            return !closed;
        }
        if (!memory.take(needed - reserved)) {
            return false;
        }
        reserved = needed;
        return true;
    }

    /** It is read, or nobody waits for it any more. */
    @Override
    public synchronized void close() {
        closed = true;
        memory.giveBack(reserved);
        reserved = 0;
    }
}
