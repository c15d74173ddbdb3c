package de.msbls.paliad.calendar.conflict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What of an appointment differed. */
public enum ConflictField {
    TITLE,
    DESCRIPTION,
    LOCATION,
    STATUS,
    /** Begin, end, zone and whether it is all day, as one. */
    TIME;

    private static final String TITLE_OF_EVENTS = "summary";

    /** The word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word in the database, which is that of calendar events.
     *
     * @throws IllegalArgumentException for a word that names no field
     */
    static ConflictField ofStored(String word) {
        return word.equals(TITLE_OF_EVENTS) ? TITLE : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
