package de.msbls.paliad.calendar.sync.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs a person: ids and stable words only, nothing of an appointment.
 *
 * @param id the same each time it is sent, so that the receiver may tell repetitions
 * @param bindingId NULL: it is the connection
 * @param attempts how often it was sent in vain
 */
record Notice(
        UUID id,
        UUID userId,
        @Nullable UUID bindingId,
        String state,
        @Nullable String errorCode,
        Instant raisedAt,
        int attempts) {}
