package de.msbls.paliad.calendar.connection;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The user's CalDAV account, as the API shows it; the password is never told.
 *
 * @param calendarPath of the oldest enabled binding with all that is visible
 * @param state what the last tick found, or {@code paused}
 * @param errorCode stable, for programs
 * @param retryAt when the account is tried again
 * @param lastSyncError the worst of the last tick's bindings
 */
@Schema(description = "The user's one CalDAV account. The password is never told.")
public record Connection(
        String serverUrl,
        String username,
        @Nullable String calendarPath,
        boolean enabled,
        String state,
        @Nullable String errorCode,
        @Nullable Instant retryAt,
        @Nullable Instant lastSyncAt,
        @Nullable String lastSyncError) {}
