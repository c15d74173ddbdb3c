package de.msbls.paliad.calendar.binding;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope in the body fits together: a root kind has no id, any other kind has one, the kind is known. It is judged
 * before any I/O, so of a patch only what the body alone decides. Each violation names its field.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {ScopeValidator.OfCreate.class, ScopeValidator.OfPatch.class})
public @interface ValidScope {

    String message() default "the scope does not fit together";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
