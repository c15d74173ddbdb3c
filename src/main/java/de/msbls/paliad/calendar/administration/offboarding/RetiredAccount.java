package de.msbls.paliad.calendar.administration.offboarding;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An account without a connection, kept for what it owes.
 *
 * @param serverHost with its port, where the URL has one
 * @param state how the last tick found it; null: none has looked
 * @param errorCode why nothing is paid there
 */
@Schema(description = "An account that is kept for the deletions that it still owes to its server.")
public record RetiredAccount(
        String serverHost,
        long owed,
        Instant credentialsKeptUntil,
        @Nullable String state,
        @Nullable String errorCode,
        @Nullable Instant retryAt) {}
