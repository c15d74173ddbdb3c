package de.msbls.paliad.calendar.oversight.decision;

import org.jspecify.annotations.Nullable;

/**
 * What the guard of a binding holds.
 *
 * @param held null: nothing
 */
public record BindingGuard(@Nullable HeldDeletions held) {}
