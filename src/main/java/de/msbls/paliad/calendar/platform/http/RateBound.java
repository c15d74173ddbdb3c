package de.msbls.paliad.calendar.platform.http;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often each user may ask, by the generic cell rate algorithm (ITU-T I.371): each request takes a fixed time,
 * and nobody may be further ahead of the clock than a burst takes. One time per user is all that is kept of her, and nothing
 * once it has passed.
 */
public final class RateBound {

    private static final long SWEEP_NANOS = Duration.ofSeconds(10).toNanos();

    private final long nanosPerRequest;
    private final long nanosPerBurst;
    private final LongSupplier clock;
    private final ConcurrentMap<UUID, Long> spentUntil = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt = new AtomicLong();

    /**
     * @param perRequest what one request takes, and so the distance of requests in the long run
     * @param burst how many may come at once
     * @param clock nanoseconds since some moment, which never go back
     */
    public RateBound(Duration perRequest, int burst, LongSupplier clock) {
        this.nanosPerRequest = perRequest.toNanos();
        this.nanosPerBurst = nanosPerRequest * burst;
        this.clock = clock;
    }

    /** Counts one request. Zero: it is let through; else it is not, and would be after so long. */
    public Duration ask(UUID user) {
        long now = clock.getAsLong();
        sweep(now);
        while (true) {
            Long known = spentUntil.get(user);
            long next = (known == null ? now : Math.max(known, now)) + nanosPerRequest;
            long early = next - now - nanosPerBurst;
            if (early > 0) {
                return Duration.ofNanos(early);
            }
            if (isSet(user, known, next)) {
                return Duration.ZERO;
            }
        }
    }

    /** How many users something is kept of. */
    int users() {
        return spentUntil.size();
    }

    private boolean isSet(UUID user, @Nullable Long known, long next) {
        return known == null ? spentUntil.putIfAbsent(user, next) == null : spentUntil.replace(user, known, next);
    }

    private void sweep(long now) {
        long last = sweptAt.get();
        if (now - last >= SWEEP_NANOS && sweptAt.compareAndSet(last, now)) {
            spentUntil.values().removeIf(until -> until <= now);
        }
    }
}
