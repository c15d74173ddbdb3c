package de.msbls.paliad.calendar.history;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the user's log is asked for.
 *
 * @param before the id that ended the page before
 */
record SyncLogSearch(
        @Nullable UUID bindingId, int limit, @Nullable Long before) {}
