package de.msbls.paliad.calendar.conflict;

import jakarta.validation.constraints.NotNull;

/** The body of a resolution. */
public record ResolveConflict(
        @NotNull(message = "is needed") Resolution resolution) {}
