package de.msbls.paliad.calendar.platform.http;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text of a bounded length without control characters. For a member, or for its change in a merge patch. */
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {PlainTextValidator.OfText.class, PlainTextValidator.OfChange.class})
public @interface PlainText {

    /** Characters (code points). */
    int max();

    /** Whether blank text is refused. */
    boolean notBlank() default false;

    /** Whether line feeds and tabs are allowed. */
    boolean lines() default false;

    /** Whether null in a merge patch is allowed: it clears the member. */
    boolean clearable() default false;

    String message() default "is not plain text";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
