package de.msbls.paliad.calendar.oversight.decision;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * The body of a decision.
 *
 * @param count how many deletions the owner was shown; the decision is on no more than these
 */
public record DecideOnDeletions(
        @NotNull(message = "is needed") GuardDecision decision,

        @NotNull(message = "is needed") @Min(value = 1, message = "must be at least 1")
        Integer count) {}
