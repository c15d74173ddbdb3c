package de.msbls.paliad.calendar.sync.slice;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An appointment whose place in a slice and whose target do not agree, or whose target has an open intent.
 *
 * @param version the appointment's version now; {@code null} when it is not in scope
 * @param targetId {@code null} when the binding has no target for it yet
 * @param inScope whether the slice holds it
 */
public record SliceDifference(
        UUID appointmentId,
        @Nullable Long version,
        @Nullable UUID targetId,
        boolean inScope) {}
