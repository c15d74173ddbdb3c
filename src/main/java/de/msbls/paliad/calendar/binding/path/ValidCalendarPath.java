package de.msbls.paliad.calendar.binding.path;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Text that {@link CalendarPath} can read. */
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidCalendarPath.Validator.class)
public @interface ValidCalendarPath {

    String message() default
            "must be an absolute path or http(s) URL of at most " + CalendarPath.MAX_LENGTH + " characters,"
                    + " percent-encoded, without query, fragment or dot segments";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges it. */
    final class Validator implements ConstraintValidator<ValidCalendarPath, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || CalendarPath.parse(text).isPresent();
        }
    }
}
