package de.msbls.paliad.calendar.administration.offboarding;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a user is gone.
 *
 * @param connected whether she has a connection (still, or again)
 * @param owed how many events must still be deleted on her servers
 * @param credentialsKeptUntil the latest moment at which the last of her credentials for that are forgotten; null: none are
 *     kept for it any more
 */
@Schema(
        description =
                "How far a user is off-boarded. connected: she still has a connection. owed: events that must still"
                        + " be deleted on her servers; credentials_kept_until: when the credentials for that are forgotten at the"
                        + " latest, null when none are kept any more. It is over when she is not connected and accounts is empty.")
public record OffBoarding(
        UUID userId,
        boolean connected,
        long owed,
        @Nullable Instant credentialsKeptUntil,
        List<RetiredAccount> accounts) {

    /** @param accounts in the order in which they retired */
    static OffBoarding of(UUID userId, boolean connected, List<RetiredAccount> accounts) {
        Instant until = accounts.stream()
                .map(RetiredAccount::credentialsKeptUntil)
                .max(Instant::compareTo)
                .orElse(null);
        long owed = accounts.stream().mapToLong(RetiredAccount::owed).sum();
        return new OffBoarding(userId, connected, owed, until, accounts);
    }
}
