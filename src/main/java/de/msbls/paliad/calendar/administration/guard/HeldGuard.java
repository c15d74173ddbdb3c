package de.msbls.paliad.calendar.administration.guard;

import de.msbls.paliad.calendar.oversight.decision.GuardDecision;
import de.msbls.paliad.calendar.oversight.decision.HeldDirection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Deletions that the guard of somebody's binding holds.
 *
 * @param displayName the binding's
 * @param carriedOutAt when they happen without an answer; null: never
 * @param decision an answer that the next tick takes up; null: none yet
 */
@Schema(
        description = "Deletions that wait in one user's binding: how many, never of what. carried_out_at: when they"
                + " happen without an answer (outbound only); decision: an answer that the next tick takes up.")
public record HeldGuard(
        UUID bindingId,
        UUID userId,
        String ownerName,
        String email,
        String displayName,
        HeldDirection direction,
        int count,
        Instant since,
        @Nullable Instant carriedOutAt,
        @Nullable GuardDecision decision) {}
