package de.msbls.paliad.calendar.administration.guard;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the list is asked for.
 *
 * @param after where the page before ended
 */
record HeldGuardSearch(int limit, @Nullable Position after) {

    record Position(OffsetDateTime since, UUID bindingId) {}
}
