package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.sync.change.Rest;
import de.msbls.paliad.calendar.sync.outcome.AccountState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long an account is left alone after a fault (DESIGN §7, "Back-off"): a refused password is tried once more after
 * five minutes and then ever more rarely, so that no lawyer is locked out.
 */
record BackOff(AccountState state, Duration retryIn) {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** @param failures how many ticks in a row have failed, this one included */
    static BackOff after(CalDavException failure, int failures) {
        return switch (failure.fault()) {
            case UNAUTHORIZED ->
                new BackOff(AccountState.PASSWORD_REFUSED, growing(FIVE_MINUTES, failures, Duration.ofHours(24)));
            case THROTTLED -> new BackOff(AccountState.WAITING, throttled(failure, failures));
            case TLS -> new BackOff(AccountState.TLS_FAILED, growing(FIVE_MINUTES, failures, Duration.ofHours(6)));
            case ADDRESS_REFUSED, NOT_CALDAV ->
                new BackOff(AccountState.NOT_USABLE, growing(FIVE_MINUTES, failures, Duration.ofHours(6)));
            default ->
                new BackOff(AccountState.WAITING, jittered(growing(FIVE_MINUTES, failures, Duration.ofHours(6))));
        };
    }

    /** How long an item is left alone that a server has an error over, while it takes others: lost access waits no longer. */
    static Duration ofItem(int failures) {
        return jittered(growing(Duration.ofSeconds(20), failures, Duration.ofHours(1)));
    }

    /** The first failure may be chance: the next tick tries once more. From the second on it rests, ever longer. */
    static Rest restOfItem(int failures, Instant now) {
        return new Rest(failures, failures > 1 ? now.plus(ofItem(failures)) : null);
    }

    private static Duration throttled(CalDavException failure, int failures) {
        Duration own = growing(Duration.ofSeconds(2), failures, Duration.ofHours(2));
        Duration asked = failure.retryAfter();
        Duration longer = asked != null && asked.compareTo(own) > 0 ? asked : own;
        return longer.compareTo(Duration.ofHours(2)) > 0 ? Duration.ofHours(2) : jittered(longer);
    }

    private static Duration growing(Duration first, int failures, Duration most) {
        Duration grown = first.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, 20));
        return grown.compareTo(most) > 0 ? most : grown;
    }

    /** Up to a tenth more, so that those who failed together do not come back together. */
    private static Duration jittered(Duration duration) {
        return duration.plusMillis(ThreadLocalRandom.current().nextLong(duration.toMillis() / 10 + 1));
    }
}
