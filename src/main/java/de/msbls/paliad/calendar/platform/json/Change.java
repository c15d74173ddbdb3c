package de.msbls.paliad.calendar.platform.json;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON Merge Patch (RFC 7396) says of one member: nothing (leave it), null (clear it), or a new value.
 *
 * @param present false: the member is absent, and {@code value} is null
 */
@JsonDeserialize(using = ChangeDeserializer.class)
public record Change<T>(boolean present, @Nullable T value) {

    private static final Change<?> NONE = new Change<>(false, null);

    /** The member is absent. */
    @SuppressWarnings("unchecked")
    public static <T> Change<T> none() {
        return (Change<T>) NONE;
    }

    /** The member is there. */
    public static <T> Change<T> to(@Nullable T value) {
        return new Change<>(true, value);
    }

    /** The member is there and null. */
    public boolean clears() {
        return present && value == null;
    }

    /** The new value where there is one, else the old one; for members that null does not clear. */
    public T or(T old) {
        return value == null ? old : value;
    }

    /** The state of a clearable member after the patch. */
    public @Nullable T appliedTo(@Nullable T old) {
        return present ? value : old;
    }

    /** The same change of another type. */
    public <R> Change<R> map(Function<T, R> function) {
        return new Change<>(present, value == null ? null : function.apply(value));
    }
}
