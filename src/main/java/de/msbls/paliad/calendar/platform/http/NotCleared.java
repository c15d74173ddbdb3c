package de.msbls.paliad.calendar.platform.http;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The member of a merge patch may be absent, but null does not clear it. */
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NotClearedValidator.class)
public @interface NotCleared {

    String message() default "cannot be null";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
