package de.msbls.paliad.calendar.sync.tombstone;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object of ours that must still be deleted on a server; it carries all that this takes.
 *
 * @param etag NULL when a create was cut off before its answer
 * @param intentUntil the end of the lease under which a request for it may still be on its way; NULL: none was
 */
public record Tombstone(
        long id,
        UUID bindingId,
        UUID appointmentId,
        String href,
        String uid,
        @Nullable String etag,
        @Nullable Instant intentUntil,
        int attempts) {}
