package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What both sides edit. Every value that is ever written holds a mark of its own, by which it is found again. */
enum Field {
    TITLE,
    DESCRIPTION,
    LOCATION,
    TIME;

    /** The mark in a text: its first word; none: empty. */
    static String mark(@Nullable String text) {
        return text == null || text.isBlank() ? "" : text.strip().split("\\s+", 2)[0];
    }

    /** Whether a time's value is a whole day. */
    static boolean isDay(String value) {
        return value.length() == "2027-01-01".length();
    }

    String markIn(EventFields fields) {
        return switch (this) {
            case TITLE -> mark(fields.summary());
            case DESCRIPTION -> mark(fields.description());
            case LOCATION -> mark(fields.location());
            case TIME -> start(fields.time());
        };
    }

    /** @param before whether the row's old values are meant */
    String markIn(Map<String, Object> audited, boolean before) {
        String prefix = before ? "old_" : "";
        return switch (this) {
            case TITLE -> mark((String) audited.get(prefix + "title"));
            case DESCRIPTION -> mark((String) audited.get(prefix + "description"));
            case LOCATION -> mark((String) audited.get(prefix + "location"));
            case TIME -> Objects.toString(audited.get(prefix + "starts_at"), "");
        };
    }

    /** Its name in a conflict row. */
    String inConflict() {
        return switch (this) {
            case TITLE -> "title";
            case DESCRIPTION -> "description";
            case LOCATION -> "location";
            case TIME -> "starts_at";
        };
    }

    boolean isPulled(String detail) {
        return switch (detail) {
            case "full" -> true;
            case "title" -> this == TITLE || this == TIME;
            case "busy" -> this == TIME;
            default -> false;
        };
    }

    /** An instant, or the first whole day. */
    static String start(EventTime time) {
        return time instanceof EventTime.AllDay day
                ? day.start().toString()
                : ((EventTime.Timed) time).start().toString();
    }
}
