package de.msbls.paliad.calendar.platform.problem;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is wrong with one member of a request.
 *
 * @param field its name on the wire; empty for the request as a whole
 */
@RegisterForReflection
public record FieldError(String field, String message) {}
