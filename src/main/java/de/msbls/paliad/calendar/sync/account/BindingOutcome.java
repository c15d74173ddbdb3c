package de.msbls.paliad.calendar.sync.account;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a tick leaves on a binding.
 *
 * @param errorCode a stable code, NULL when all is well
 * @param error what to tell the owner, in words
 * @param retryIn when a passing fault is tried again
 * @param listed whether a complete listing was taken in, with the {@code ctag} read before it
 * @param comparedUpTo the scope changes that a complete comparison has covered; NULL: none was made
 */
public record BindingOutcome(
        UUID bindingId,
        BindingState state,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable Duration retryIn,
        boolean listed,
        @Nullable String ctag,
        @Nullable Long comparedUpTo,
        boolean adopted,
        @Nullable Held held,
        Counts counts) {

    /** This outcome, with what was seen on the way. */
    public BindingOutcome observed(
            boolean seenListed, @Nullable String seenCtag, @Nullable Long compared, boolean nowAdopted) {
        return new BindingOutcome(
                bindingId, state, errorCode, error, retryIn, seenListed, seenCtag, compared, nowAdopted, held, counts);
    }

    /** Deletions that wait for the owner. */
    public record Held(Direction direction, int count) {

        public enum Direction {
            OUTBOUND,
            INBOUND
        }
    }

    /** What moved in one tick. */
    public record Counts(int pushed, int pulled, int deleted) {

        public static final Counts NONE = new Counts(0, 0, 0);

        public Counts plus(Counts more) {
            return new Counts(pushed + more.pushed, pulled + more.pulled, deleted + more.deleted);
        }

        public boolean isZero() {
            return pushed == 0 && pulled == 0 && deleted == 0;
        }
    }

    /** Whether the next tick has something to look at again. */
    public boolean leftOpen() {
        return (listed && ctag == null) || state == BindingState.WAITING;
    }
}
