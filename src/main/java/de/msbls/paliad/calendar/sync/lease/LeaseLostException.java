package de.msbls.paliad.calendar.sync.lease;

import java.util.UUID;

/** The fence moved on, or the lease ends too soon for another request: whoever holds it now goes on. */
public final class LeaseLostException extends RuntimeException {

    public LeaseLostException(UUID account) {
        super("the lease of account " + account + " is over");
    }
}
