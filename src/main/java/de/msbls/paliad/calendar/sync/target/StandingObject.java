package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.sync.decision.Standing;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * As much of a target as a listing is compared with.
 *
 * @param fresh whether we wrote it so recently that a listing may still lag behind
 */
public record StandingObject(
        UUID appointmentId,
        String href,
        String hrefKey,
        @Nullable String etag,
        Standing standing,
        boolean intent,
        boolean fresh) {}
