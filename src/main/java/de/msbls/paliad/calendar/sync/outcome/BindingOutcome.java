package de.msbls.paliad.calendar.sync.outcome;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a tick leaves on a binding.
 *
 * @param errorCode a stable code, NULL when all is well
 * @param error what to tell the owner, in words
 * @param retryIn when a passing fault is tried again
 * @param seen how far both sides were looked at; NULL: the tick did not get to its end, and the next one starts where it did
 */
public record BindingOutcome(
        UUID bindingId,
        BindingState state,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable Duration retryIn,
        Counts counts,
        @Nullable Seen seen) {

    /**
     * How far both sides were looked at.
     *
     * @param ctag and {@code syncToken}: read before what was taken in; NULL: look at the whole calendar next time
     * @param tokenReadAt before the sync token was read; NULL: it is the one from before
     * @param listedWhole whether a complete listing was taken in
     * @param comparedUpTo the scope changes that a complete comparison has covered; NULL: none was made
     * @param held deletions that wait for the owner
     * @param considered the owner's answer that the tick knew of
     * @param open whether something could not be settled, so that another tick should come soon
     */
    public record Seen(
            @Nullable String ctag,
            @Nullable String syncToken,
            @Nullable OffsetDateTime tokenReadAt,
            boolean listedWhole,
            @Nullable Long comparedUpTo,
            @Nullable Held held,
            Guard.@Nullable Decision considered,
            boolean open) {}

    /** Whether all is well and nothing moved, was listed or compared as a whole. */
    public boolean isQuiet() {
        return state == BindingState.IN_SYNC
                && !counts.isAny()
                && seen != null
                && seen.held == null
                && !seen.listedWhole
                && seen.comparedUpTo == null;
    }

    public BindingOutcome with(Seen taken) {
        return new BindingOutcome(bindingId, state, errorCode, error, retryIn, counts, taken);
    }

    /** Deletions that wait for the owner. */
    public record Held(Direction direction, int count) {

        /** Whose objects would go. */
        public enum Direction {
            /** The calendar's: they left the slice. */
            OUTBOUND,
            /** They disappeared from the calendar. */
            INBOUND;

            /** The word in the database. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }

            public static Direction of(String word) {
                return valueOf(word.toUpperCase(Locale.ROOT));
            }
        }
    }

    /** What moved in one tick. */
    public record Counts(int pushed, int pulled, int deleted) {

        public static final Counts NONE = new Counts(0, 0, 0);

        public boolean isAny() {
            return pushed > 0 || pulled > 0 || deleted > 0;
        }

        public Counts plus(Counts more) {
            return new Counts(pushed + more.pushed, pulled + more.pulled, deleted + more.deleted);
        }
    }

    /** Whether the next tick has something to look at again. */
    public boolean leftOpen() {
        return hasOpenItems() || state == BindingState.WAITING;
    }

    /** Whether something could not be settled that nothing failed over. */
    public boolean hasOpenItems() {
        return seen != null && seen.open;
    }
}
