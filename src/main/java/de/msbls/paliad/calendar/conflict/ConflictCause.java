package de.msbls.paliad.calendar.conflict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a version from the user's calendar lost. */
public enum ConflictCause {
    /** The same field was changed on both sides. */
    BOTH_CHANGED,
    /** The user may see the appointment, but not change it. */
    MAY_NOT_EDIT,
    /** The appointment was deleted in the database. */
    DELETED_HERE,
    /** The appointment left the binding's scope, or the user's sight. */
    LEFT_SCOPE;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no cause */
    static ConflictCause of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
