package de.msbls.paliad.calendar.appointment;

import de.msbls.paliad.calendar.platform.problem.FieldError;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The times of a new appointment keep the rules of {@link AppointmentTimes}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidTimes.Validator.class)
public @interface ValidTimes {

    String message() default "the times do not fit together";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges it. */
    final class Validator implements ConstraintValidator<ValidTimes, CreateAppointment> {

        /** A violation takes any name for a node; the wire's name stays as it is. */
        @Override
        public boolean isValid(@Nullable CreateAppointment body, ConstraintValidatorContext context) {
            if (body == null) {
                return true;
            }
            List<FieldError> faults = AppointmentTimes.faults(body.draft());
            if (faults.isEmpty()) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            faults.forEach(fault -> context.buildConstraintViolationWithTemplate(fault.message())
                    .addPropertyNode(fault.field())
                    .addConstraintViolation());
            return false;
        }
    }
}
