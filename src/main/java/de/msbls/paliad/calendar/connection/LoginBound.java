package de.msbls.paliad.calendar.connection;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.http.RateBound;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Bounds how often a user has this process try a password, or an address, on a calendar server: guessing others' passwords or
 * looking for open ports from here is no faster than by hand.
 */
@ApplicationScoped
public class LoginBound {

    private final RateBound bound;

    LoginBound(PaliadConfig config) {
        long start = System.nanoTime();
        int perMinute = config.caldav().loginsPerMinute();
        this.bound =
                new RateBound(Duration.ofMinutes(1).dividedBy(perMinute), perMinute, () -> System.nanoTime() - start);
    }

    /** Counts one try; fails with 429 when there were too many. */
    public void ask(UUID user) {
        Duration wait = bound.ask(user);
        if (!wait.isZero()) {
            throw ProblemType.TOO_MANY_REQUESTS
                    .problem("Too many connections were tried; try again after Retry-After seconds")
                    .retryAfter(wait);
        }
    }
}
