package de.msbls.paliad.calendar.sync.item;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.caldav.Listing;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The binding's calendar as this tick found it.
 *
 * @param listing NULL: the collection's tag has not moved since the last complete listing
 * @param mayCreate false while a first-generation calendar is still being adopted
 */
public record Slot(
        UUID bindingId,
        String calendarPath,
        Detail detail,
        @Nullable Listing listing,
        boolean mayCreate) {}
