package de.msbls.paliad.calendar.sync.item.write;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stops the requests of one account that have not begun, once a fault concerns them all. */
final class Brake {

    /** One object may be what a server fails on; so many in a row are the server itself. */
    private static final int MOST_SERVER_ERRORS = 5;

    private final AtomicReference<@Nullable RuntimeException> reason = new AtomicReference<>();
    private final AtomicInteger serverErrors = new AtomicInteger();

    void pull(RuntimeException failure) {
        reason.compareAndSet(null, failure);
    }

    void serverError(RuntimeException failure) {
        if (serverErrors.incrementAndGet() >= MOST_SERVER_ERRORS) {
            pull(failure);
        }
    }

    void success() {
        serverErrors.set(0);
    }

    @Nullable
    RuntimeException pulled() {
        return reason.get();
    }
}
