package de.msbls.paliad.calendar.sync.item.plan;

import de.msbls.paliad.calendar.ical.UnreadableEventException.Reason;
import org.jspecify.annotations.Nullable;

/** The stable codes for why an event in the calendar cannot be taken over. */
final class Unreadable {

    private Unreadable() {}

    static String code(@Nullable Reason reason) {
        if (reason == null) {
            return "unreadable";
        }
        return switch (reason) {
            case FLOATING_TIME -> "floating_time";
            case UNKNOWN_ZONE -> "unknown_zone";
            case TOO_LARGE -> "too_large_to_read";
            case MALFORMED, NO_EVENT, SEVERAL_UIDS, NO_START -> "unreadable";
        };
    }
}
