package de.msbls.paliad.calendar.conflict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which version the user wants. */
public enum Resolution {
    /** The database's, as it is now. */
    KEEP_DATABASE,
    /** What her calendar said in the fields that differed. */
    USE_REMOTE;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no resolution */
    static @Nullable Resolution of(@Nullable String word) {
        return word == null ? null : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
