package de.msbls.paliad.calendar.sync.decision;

import java.util.Locale;

/** How a target stands between two ticks. */
public enum Standing {
    /** Nothing of ours is on the server: never was, or a removal was confirmed. */
    ABSENT,
    /** Our object is on the server, and there is a base that both sides agreed on. */
    ACTIVE,
    /** The user deleted our copy in her calendar: nothing is written there until she asks. */
    SUPPRESSED,
    /** The server or the content refused: nothing is tried until the local version or the remote etag moves. */
    QUARANTINED;

    /** The word in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no standing */
    public static Standing of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
