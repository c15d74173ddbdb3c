package de.msbls.paliad.calendar.sync.tombstone;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object of ours that must still be deleted on a server; it carries all that this takes.
 *
 * @param etag NULL when a create was cut off before its answer, or when the server gives none to a PUT
 * @param texts what we know to have stood there, or have sent: whatever else stands there was edited by its user; none is known
 *     of an object of the first generation
 * @param intentUntil the end of the lease under which a request for it may still be on its way; NULL: none was
 */
public record Tombstone(
        long id,
        UUID bindingId,
        UUID appointmentId,
        String href,
        String uid,
        @Nullable String etag,
        List<String> texts,
        @Nullable Instant intentUntil,
        int attempts) {

    /** Of the collection that its href is in. */
    public String calendarPath() {
        return href.substring(0, href.lastIndexOf('/') + 1);
    }

    /** Names it without its texts, which hold a client's data. */
    @Override
    public String toString() {
        return "tombstone " + id + " of appointment " + appointmentId;
    }
}
