package de.msbls.paliad.calendar.platform.http;

import de.msbls.paliad.calendar.platform.json.Change;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges what {@link PlainText} asks for. */
final class PlainTextValidator {

    private PlainTextValidator() {}

    /** For a member of a complete representation; whether it may be absent is {@code @NotNull}'s business. */
    public static final class OfText implements ConstraintValidator<PlainText, String> {

        private Rule rule = new Rule(0, false, false);

        @Override
        public void initialize(PlainText asked) {
            rule = Rule.of(asked);
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || report(rule.fault(text), context);
        }
    }

    /** For a member of a merge patch. */
    public static final class OfChange implements ConstraintValidator<PlainText, Change<String>> {

        private Rule rule = new Rule(0, false, false);
        private boolean clearable;

        @Override
        public void initialize(PlainText asked) {
            rule = Rule.of(asked);
            clearable = asked.clearable();
        }

        @Override
        public boolean isValid(@Nullable Change<String> change, ConstraintValidatorContext context) {
            if (change == null || !change.present()) {
                return true;
            }
            if (change.value() == null) {
                return clearable || report(Optional.of("cannot be null"), context);
            }
            return report(rule.fault(change.value()), context);
        }
    }

    private static boolean report(Optional<String> fault, ConstraintValidatorContext context) {
        fault.ifPresent(message -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        });
        return fault.isEmpty();
    }

    private record Rule(int max, boolean notBlank, boolean lines) {

        static Rule of(PlainText asked) {
            return new Rule(asked.max(), asked.notBlank(), asked.lines());
        }

        Optional<String> fault(String text) {
            if (text.codePointCount(0, text.length()) > max) {
                return Optional.of("must not be longer than " + max + " characters");
            }
            if (notBlank && text.isBlank()) {
                return Optional.of("must not be blank");
            }
            if (text.codePoints().anyMatch(this::isForbidden)) {
                return Optional.of("must not hold control characters");
            }
            return Optional.empty();
        }

        private boolean isForbidden(int codePoint) {
            if (lines && (codePoint == '\n' || codePoint == '\t')) {
                return false;
            }
            return Character.isISOControl(codePoint)
                    || Character.getType(codePoint) == Character.SURROGATE
                    || codePoint == 0x2028
                    || codePoint == 0x2029;
        }
    }
}
