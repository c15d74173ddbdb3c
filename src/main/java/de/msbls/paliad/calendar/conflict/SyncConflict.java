package de.msbls.paliad.calendar.conflict;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version from the user's calendar that lost, kept until she says which one she wants.
 *
 * @param bindingId null: the binding was removed since
 * @param fields what differed; empty: the event was edited, but nothing of it can be taken over
 * @param database what the database had then; null: nothing, or nothing that the user may see now
 * @param resolution null: not resolved yet
 */
@Schema(
        description =
                "A version from the user's calendar that lost. fields: what differed; remote and database: both sides.")
public record SyncConflict(
        UUID id,
        @Nullable UUID bindingId,
        UUID appointmentId,
        ConflictCause cause,
        List<ConflictField> fields,
        ConflictVersion remote,
        @Nullable ConflictVersion database,
        Instant createdAt,
        @Nullable Instant resolvedAt,
        @Nullable Resolution resolution) {

    /** As one sees it who may not see the appointment, or not any more. */
    SyncConflict withoutDatabase() {
        return new SyncConflict(
                id, bindingId, appointmentId, cause, fields, remote, null, createdAt, resolvedAt, resolution);
    }
}
