package de.msbls.paliad.calendar.oversight.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is to become of held deletions. */
public enum GuardDecision {
    /** They happen: outbound ones are deleted in the calendar, inbound ones are not written there again. */
    CARRY_OUT,
    /** What disappeared from the calendar is written there again. */
    PUT_BACK;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no decision */
    static @Nullable GuardDecision of(@Nullable String word) {
        return word == null ? null : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
