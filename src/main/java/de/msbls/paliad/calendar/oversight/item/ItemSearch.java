package de.msbls.paliad.calendar.oversight.item;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a binding are asked for.
 *
 * @param state null: any
 * @param after the appointment that ended the page before
 */
record ItemSearch(
        @Nullable ItemState state, int limit, @Nullable UUID after) {}
