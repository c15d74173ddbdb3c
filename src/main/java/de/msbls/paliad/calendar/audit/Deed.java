package de.msbls.paliad.calendar.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did. It never tells a password, nor anything of an appointment.
 *
 * @param fields the names of what changed
 * @param details values out of closed sets: ids, words, numbers
 * @param texts values that a person typed, which an erasure takes away
 */
public record Deed(
        Act act, UUID resourceId, List<String> fields, Map<String, Object> details, Map<String, Object> texts) {

    public Deed {
        fields = List.copyOf(fields);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details)); // a value may be null
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    public static Deed of(Act act, UUID resourceId) {
        return new Deed(act, resourceId, List.of(), Map.of(), Map.of());
    }

    /** The same, with one more value out of a closed set. */
    public Deed with(String name, @Nullable Object value) {
        return new Deed(act, resourceId, fields, and(details, name, value), texts);
    }

    /** The same, with one more value that a person typed. */
    public Deed withText(String name, String value) {
        return new Deed(act, resourceId, fields, details, and(texts, name, value));
    }

    /** The same, naming one more field that changed. */
    public Deed withField(String name) {
        List<String> more = new ArrayList<>(fields);
        more.add(name);
        return new Deed(act, resourceId, more, details, texts);
    }

    /** The same, with that field and its new value where this is another one than before. */
    public Deed withChange(String name, @Nullable Object before, @Nullable Object after) {
        return Objects.equals(before, after) ? this : withField(name).with(name, after);
    }

    /** As {@link #withChange}, of a value that a person typed. */
    public Deed withTextChange(String name, String before, String after) {
        return before.equals(after) ? this : withField(name).withText(name, after);
    }

    private static Map<String, Object> and(Map<String, Object> values, String name, @Nullable Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value instanceof UUID id ? id.toString() : value);
        return more;
    }
}
