package de.msbls.paliad.calendar.calendar;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A calendar of the user's account.
 *
 * @param color {@code #rrggbb}
 * @param writable false only when the server says so
 * @param bindingId which binding it has already
 */
@Schema(description = "A calendar of the account; binding_id: the binding that it has already.")
public record Calendar(
        String calendarPath,
        String displayName,
        @Nullable String color,
        boolean writable,
        @Nullable UUID bindingId) {}
