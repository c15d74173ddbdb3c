package de.msbls.paliad.calendar.platform.problem;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Bean Validation's violations by the names that the fields have on the wire. */
public final class Violations {

    private static final SnakeCaseStrategy WIRE_NAMES = new SnakeCaseStrategy();

    private Violations() {}

    static List<FieldError> of(ConstraintViolationException exception) {
        return of(exception.getConstraintViolations());
    }

    /** Each once, by its field. */
    public static List<FieldError> of(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(Violations::fieldError)
                .distinct()
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
    }

    private static FieldError fieldError(ConstraintViolation<?> violation) {
        return new FieldError(field(violation.getPropertyPath()), violation.getMessage());
    }

    private static String field(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .filter(node -> node.getKind() == ElementKind.PROPERTY)
                .map(node -> WIRE_NAMES.translate(node.getName()))
                .collect(Collectors.joining("."));
    }
}
