package de.msbls.paliad.calendar.administration.trail;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the trail is asked for.
 *
 * @param userId whose things were changed; null: anybody's
 * @param from then or later
 * @param to before then
 * @param after where the page before ended
 */
record TrailSearch(
        @Nullable UUID userId,
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to,
        int limit,
        @Nullable Position after) {

    record Position(OffsetDateTime at, long id) {}
}
