package de.msbls.paliad.calendar.platform.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as the client of PostgreSQL reads them. */
public final class Times {

    private Times() {}

    /** The moment that a {@code timestamptz} names; null for NULL. */
    public static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
