package de.msbls.paliad.calendar.sync.outcome;

import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Held.Direction;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Deletions that an earlier tick held, and the owner's answer to them.
 *
 * @param decision NULL: she has not answered
 * @param decidedCount how many she was shown: the answer is for no more than these
 */
public record Guard(
        Direction direction, Instant since, @Nullable Decision decision, int decidedCount) {

    /** What the owner wants. */
    public enum Decision {
        /** The deletions may happen. */
        CARRY_OUT,
        /** What disappeared from the calendar is written there again. */
        PUT_BACK;

        /** The word in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Decision of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether she answered so, for deletions in this direction, and at least so many. */
    public boolean answers(Decision wanted, Direction held, int count) {
        return decision == wanted && direction == held && count <= decidedCount;
    }
}
