package de.msbls.paliad.calendar.oversight.item;

import org.jspecify.annotations.Nullable;

/** The stable codes for why an appointment is not in sync, and words for them. */
final class ItemReason {

    private static final String DELETED_IN_CALENDAR = "deleted_in_calendar";
    private static final String REFUSED = "refused";

    private ItemReason() {}

    /** @param recorded what the sync wrote down; it records none for what the user herself has done */
    static String code(ItemState state, @Nullable String recorded) {
        if (state == ItemState.SUPPRESSED) {
            return DELETED_IN_CALENDAR;
        }
        return recorded == null ? REFUSED : recorded;
    }

    static String words(String code) {
        return switch (code) {
            case DELETED_IN_CALENDAR -> "You deleted the event in your calendar.";
            case "server_error" -> "The calendar server fails over this event. It is tried again, ever more rarely.";
            case "href_taken" -> "Another event stands in the calendar where this one would.";
            case "unreadable" -> "The event in the calendar cannot be read.";
            case "floating_time" -> "The event in the calendar has a time, but no time zone.";
            case "unknown_zone" -> "The time zone of the event in the calendar is unknown.";
            case "too_large_to_read" -> "The event in the calendar is too large to be read: more than 512 kB.";
            case "write_loop" -> "The calendar server changes the event back each time it is written.";
            case "no_start" -> "The appointment has no beginning.";
            case "ends_before_start" -> "The appointment ends before it begins.";
            case "unknown_time_zone" -> "The appointment's time zone is unknown.";
            case "uid_conflict" -> "Another calendar of the account has this event already.";
            case "forbidden" -> "The calendar server does not allow this event.";
            case "too_large" -> "The event is too large for the calendar server.";
            case "not_found" -> "The calendar server has no place for this event.";
            default -> "The calendar server refused the event.";
        };
    }
}
