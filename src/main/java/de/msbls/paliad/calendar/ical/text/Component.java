package de.msbls.paliad.calendar.ical.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A component (RFC 5545 §3.6): its content lines and inner components in the order in which they stand. Immutable. */
public record Component(ContentLine begin, List<Part> parts, ContentLine end) implements Part {

    public Component {
        parts = List.copyOf(parts);
    }

    public static Component of(String name, List<? extends Part> parts) {
        return new Component(ContentLine.of("BEGIN", name), List.copyOf(parts), ContentLine.of("END", name));
    }

    public String name() {
        return begin.value().trim().toUpperCase(Locale.ROOT);
    }

    public List<Component> components(String name) {
        return components().filter(inner -> inner.name().equals(name)).toList();
    }

    public Stream<Component> components() {
        return parts.stream().filter(Component.class::isInstance).map(Component.class::cast);
    }

    /** The component's own lines, none of an inner component. */
    public Stream<ContentLine> lines() {
        return parts.stream().filter(ContentLine.class::isInstance).map(ContentLine.class::cast);
    }

    public boolean has(String property) {
        return first(property) != null;
    }

    /** The first line of that property; the further ones of a property that may stand once are void. */
    public @Nullable ContentLine first(String property) {
        return lines().filter(line -> line.name().equals(property)).findFirst().orElse(null);
    }

    /** This component with that line, in the old one's place, instead of all it has of the property; null removes. */
    public Component with(String property, @Nullable ContentLine line) {
        List<Part> changed = new ArrayList<>();
        int place = -1;
        for (Part part : parts) {
            if (part instanceof ContentLine old && old.name().equals(property)) {
                place = place < 0 ? changed.size() : place;
            } else {
                changed.add(part);
            }
        }
        if (line != null) {
            changed.add(place < 0 ? endOfLines(changed) : place, line);
        }
        return new Component(begin, changed, end);
    }

    /** This component with one inner component exchanged; null removes. */
    public Component replacing(Component old, @Nullable Component replacement) {
        List<Part> changed = new ArrayList<>(parts);
        int place = indexOf(old);
        if (replacement == null) {
            changed.remove(place);
        } else {
            changed.set(place, replacement);
        }
        return new Component(begin, changed, end);
    }

    /** This component with one more inner component, before the others: readers want a zone before its first use. */
    public Component preceded(Component first) {
        List<Part> changed = new ArrayList<>(parts);
        changed.add(endOfLines(parts), first);
        return new Component(begin, changed, end);
    }

    @Override
    public void writeTo(StringBuilder text) {
        begin.writeTo(text);
        parts.forEach(part -> part.writeTo(text));
        end.writeTo(text);
    }

    @SuppressWarnings("ReferenceEquality") // equal components may stand twice; this one is meant
    private int indexOf(Component inner) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) == inner) {
                return i;
            }
        }
        throw new IllegalArgumentException("not an inner component");
    }

    private static int endOfLines(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Component) {
                return i;
            }
        }
        return parts.size();
    }
}
