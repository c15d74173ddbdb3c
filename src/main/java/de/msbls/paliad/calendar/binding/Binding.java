package de.msbls.paliad.calendar.binding;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One (remote calendar, scope) pair of a user, as the API shows it.
 *
 * @param calendarPath null: no calendar yet, or none since the connection was pointed elsewhere
 * @param scopeId null for the root kinds
 * @param state what the last tick found, or {@code paused} when the binding is not enabled
 */
@Schema(
        description =
                "One (remote calendar, scope) pair: the calendar is kept equal to that slice of the appointments.")
public record Binding(
        UUID id,
        UUID userId,
        @Nullable String calendarPath,
        String displayName,
        ScopeKind scopeKind,
        @Nullable UUID scopeId,
        boolean includePersonal,
        Detail detail,
        boolean enabled,
        String state,
        @Nullable String errorCode,
        @Nullable Instant retryAt,
        @Nullable Instant lastSyncAt,
        @Nullable String lastSyncError,
        Instant createdAt,
        Instant updatedAt) {}
