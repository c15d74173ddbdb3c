package de.msbls.paliad.calendar.platform.http;

import de.msbls.paliad.calendar.platform.json.Change;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Judges what {@link NotCleared} asks for. */
public final class NotClearedValidator implements ConstraintValidator<NotCleared, Change<?>> {

    @Override
    public boolean isValid(@Nullable Change<?> change, ConstraintValidatorContext context) {
        return change == null || !change.clears();
    }
}
