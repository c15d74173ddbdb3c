package de.msbls.paliad.calendar.caldav.xml;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * An element in memory.
 *
 * @param attributes by local name
 * @param text its own characters, not those of its children
 */
public record XmlElement(QName name, Map<String, String> attributes, String text, List<XmlElement> children) {

    public boolean has(QName child) {
        return child(child) != null;
    }

    public @Nullable XmlElement child(QName child) {
        return children(child).findFirst().orElse(null);
    }

    public Stream<XmlElement> children(QName child) {
        return children.stream().filter(element -> element.name.equals(child));
    }

    /** Its characters without white space around them; null when nothing is left. */
    public @Nullable String value() {
        String value = text.strip();
        return value.isEmpty() ? null : value;
    }
}
