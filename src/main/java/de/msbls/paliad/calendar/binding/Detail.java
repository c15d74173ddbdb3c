package de.msbls.paliad.calendar.binding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much of an appointment leaves the firm's database for a binding's calendar. */
public enum Detail {
    /** All owned fields. */
    FULL,
    /** Title, status and time. */
    TITLE,
    /** "Busy", CLASS:PRIVATE, and the time. */
    BUSY;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no detail */
    public static Detail of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
