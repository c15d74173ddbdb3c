package de.msbls.paliad.calendar.administration.connection;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user's connection, as an admin may know of it.
 *
 * @param serverHost with its port, where the URL has one; empty for a URL that cannot be read
 * @param state what the last tick found, or {@code paused}
 * @param errorCode stable, for programs
 * @param retryAt when the account is tried again
 * @param since when it came into this state; null: not known
 */
@Schema(description = "A user's connection and how it stands: no password, and nothing of what is in her calendars.")
public record TroubledConnection(
        UUID userId,
        String displayName,
        String email,
        String serverHost,
        String state,
        @Nullable String errorCode,
        @Nullable Instant retryAt,
        @Nullable Instant since) {}
