package de.msbls.paliad.calendar.sync.target;

import java.time.Instant;
import java.util.Locale;

/**
 * A request that was about to be made: committed before it, cleared with its result.
 *
 * @param fence the claim under which it was made
 * @param until the end of that claim's lease, or when its answer was given up: no request of it starts later
 */
public record Intent(Kind kind, long fence, Instant until) {

    /** What the request does. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE;

        /** The word in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
