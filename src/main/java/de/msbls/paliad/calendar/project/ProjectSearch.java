package de.msbls.paliad.calendar.project;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes are asked for.
 *
 * @param parentId its children only
 * @param text a part of the title, in any case
 * @param all also those that the user neither sees nor may select
 * @param after where the page before ended
 */
record ProjectSearch(
        @Nullable UUID parentId,
        @Nullable String text,
        boolean all,
        int limit,
        @Nullable Position after) {

    record Position(String title, UUID id) {}
}
