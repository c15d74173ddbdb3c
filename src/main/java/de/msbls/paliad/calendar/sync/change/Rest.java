package de.msbls.paliad.calendar.sync.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an item is left alone that its server fails over.
 *
 * @param attempts how often in a row it failed
 * @param until NULL: the next tick tries it once more
 */
public record Rest(int attempts, @Nullable Instant until) {}
