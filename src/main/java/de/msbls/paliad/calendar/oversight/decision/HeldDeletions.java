package de.msbls.paliad.calendar.oversight.decision;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Deletions that the guard holds.
 *
 * @param carriedOutAt when they happen without an answer; null: never
 * @param decision the owner's answer, which the next tick takes up; null: none yet
 */
@Schema(
        description =
                "Deletions that wait. carried_out_at: when they happen without an answer (outbound only); decision:"
                        + " an answer that the next tick takes up.")
public record HeldDeletions(
        HeldDirection direction,
        int count,
        Instant since,
        @Nullable Instant carriedOutAt,
        @Nullable GuardDecision decision) {}
