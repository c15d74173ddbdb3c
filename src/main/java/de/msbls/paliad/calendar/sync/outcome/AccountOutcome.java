package de.msbls.paliad.calendar.sync.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a tick leaves on its account.
 *
 * @param errorCode a stable code, NULL when all is well
 * @param retryIn how long nobody tries again, NULL when all is well
 * @param failures how many ticks in a row have failed, this one included
 * @param active whether something moved on either side
 * @param worstError the worst of the bindings' errors, for the connection's owner
 */
public record AccountOutcome(
        AccountState state,
        @Nullable String errorCode,
        @Nullable Duration retryIn,
        int failures,
        boolean active,
        @Nullable String worstError) {}
