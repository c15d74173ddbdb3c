package de.msbls.paliad.calendar.binding;

import de.msbls.paliad.calendar.platform.json.Change;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges what {@link ValidScope} asks for. */
final class ScopeValidator {

    private static final String KIND = "scopeKind";
    private static final String ID = "scopeId";

    private ScopeValidator() {}

    /** A POST says the whole scope. */
    public static final class OfCreate implements ConstraintValidator<ValidScope, CreateBinding> {

        @Override
        public boolean isValid(@Nullable CreateBinding body, ConstraintValidatorContext context) {
            if (body == null) {
                return true;
            }
            if (body.scopeKind() == null) {
                return refuse(context, KIND, "is needed");
            }
            Optional<ScopeKind> kind = known(body.scopeKind());
            if (kind.isEmpty()) {
                return refuse(context, KIND, "is no known scope kind");
            }
            return fault(kind.get(), body.scopeId())
                    .map(fault -> refuse(context, ID, fault.message()))
                    .orElse(true);
        }
    }

    /** A PATCH says some of it. */
    public static final class OfPatch implements ConstraintValidator<ValidScope, PatchBinding> {

        @Override
        public boolean isValid(@Nullable PatchBinding body, ConstraintValidatorContext context) {
            if (body == null || !body.scopeKind().present()) {
                return true;
            }
            if (body.scopeKind().value() == null) {
                return refuse(context, KIND, "cannot be null");
            }
            Optional<ScopeKind> kind = known(body.scopeKind().value());
            if (kind.isEmpty()) {
                return refuse(context, KIND, "is no known scope kind");
            }
            Change<UUID> id = body.scopeId();
            return !id.present()
                    || fault(kind.get(), id.value())
                            .map(fault -> refuse(context, ID, fault.message()))
                            .orElse(true);
        }
    }

    /** The one rule; the table's CHECK {@code scope_id_fits_kind} mirrors it. */
    static Optional<FieldError> fault(ScopeKind kind, @Nullable UUID id) {
        if (kind.isRoot() && id != null) {
            return Optional.of(new FieldError("scope_id", "must be null for " + kind.word()));
        }
        if (!kind.isRoot() && id == null) {
            return Optional.of(new FieldError("scope_id", "is needed for " + kind.word()));
        }
        return Optional.empty();
    }

    private static Optional<ScopeKind> known(String word) {
        return Stream.of(ScopeKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    private static boolean refuse(ConstraintValidatorContext context, String property, String message) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(message)
                .addPropertyNode(property)
                .addConstraintViolation();
        return false;
    }
}
