package de.msbls.paliad.calendar.appointment;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of the visible appointments are asked for.
 *
 * @param from those that end later, or begin at it or later
 * @param to those that begin earlier; days of all-day appointments are counted in UTC
 * @param after where the page before ended
 */
record AppointmentSearch(
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to,
        @Nullable UUID projectId,
        int limit,
        @Nullable Position after) {

    record Position(OffsetDateTime beginsAt, UUID id) {}
}
