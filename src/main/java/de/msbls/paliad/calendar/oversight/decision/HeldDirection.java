package de.msbls.paliad.calendar.oversight.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where held deletions come from. */
public enum HeldDirection {
    /** From the database into the calendar: the appointments are not visible to the owner any more. */
    OUTBOUND,
    /** From the calendar: the events disappeared there. */
    INBOUND;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no direction */
    static HeldDirection of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
