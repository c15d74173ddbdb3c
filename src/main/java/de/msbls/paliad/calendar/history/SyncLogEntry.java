package de.msbls.paliad.calendar.history;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One tick of a binding, or several quiet ones in a row.
 *
 * @param bindingId null: the binding was removed since
 * @param errorCode stable; null: all went well
 */
@Schema(description = "One tick of a binding, or several quiet ones in a row: tick_count, from first_at to last_at.")
public record SyncLogEntry(
        long id,
        @Nullable UUID bindingId,
        Instant firstAt,
        Instant lastAt,
        int tickCount,
        int itemsPushed,
        int itemsPulled,
        int itemsDeleted,
        @Nullable String errorCode,
        @Nullable String error) {}
