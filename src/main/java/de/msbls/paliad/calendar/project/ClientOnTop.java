package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.problem.FieldError;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client has nothing above it; every other node has. The firm's own rows may differ, until they are moved here. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ClientOnTop.Validator.class)
public @interface ClientOnTop {

    String message() default "does not fit the kind";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges it. */
    final class Validator implements ConstraintValidator<ClientOnTop, CreateProject> {

        @Override
        public boolean isValid(@Nullable CreateProject body, ConstraintValidatorContext context) {
            if (body == null || body.kind() == null) {
                return true;
            }
            Optional<FieldError> fault = fault(body.kind().word(), body.parentId());
            fault.ifPresent(error -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(error.message())
                        .addPropertyNode(error.field())
                        .addConstraintViolation();
            });
            return fault.isEmpty();
        }

        /** What is wrong with a node of that kind beneath that one. */
        static Optional<FieldError> fault(String kind, @Nullable UUID parentId) {
            boolean isClient = kind.equals(ProjectKind.CLIENT.word());
            if (isClient == (parentId == null)) {
                return Optional.empty();
            }
            return Optional.of(new FieldError(
                    "parent_id",
                    isClient ? "must be null for a client" : "is needed: clients alone have nothing above them"));
        }
    }
}
