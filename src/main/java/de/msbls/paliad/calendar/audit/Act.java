package de.msbls.paliad.calendar.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody did, in the trail's stable words. */
public enum Act {
    CONNECTION_MADE,
    /** Pointed elsewhere: another account. */
    CONNECTION_MOVED,
    /** Something else than its account, its password or whether it is paused. */
    CONNECTION_CHANGED,
    PASSWORD_CHANGED,
    CONNECTION_PAUSED,
    CONNECTION_RESUMED,
    CONNECTION_REMOVED,
    BINDING_MADE,
    BINDING_CHANGED,
    BINDING_REMOVED,
    /** Held deletions were answered. */
    DELETIONS_DECIDED,
    CONFLICT_RESOLVED,
    USER_OFF_BOARDED,
    /** What the service knew of a user's appointments beyond the firm's own tables was erased. */
    DATA_ERASED;

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no act */
    public static Act of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
