package de.msbls.paliad.calendar.conflict;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of the user's conflicts are asked for.
 *
 * @param resolved null: resolved ones and open ones
 * @param after where the page before ended
 */
record ConflictSearch(
        @Nullable UUID bindingId,
        @Nullable Boolean resolved,
        int limit,
        @Nullable Position after) {

    record Position(OffsetDateTime createdAt, UUID id) {}
}
