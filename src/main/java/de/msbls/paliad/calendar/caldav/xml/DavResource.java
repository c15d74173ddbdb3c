package de.msbls.paliad.calendar.caldav.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * What a multistatus says of one resource (RFC 4918 §14.24).
 *
 * @param href as the server spelled it
 * @param status of the resource as a whole; 0 when only its properties have one
 * @param properties those that were found (2xx)
 * @param refused the statuses of those that were not
 * @param error why it failed
 */
public record DavResource(
        String href, int status, Map<QName, XmlElement> properties, List<Integer> refused, DavError error) {

    private static final Pattern STATUS_LINE =
            Pattern.compile("^\\s*HTTP/[0-9.]+\\s+([1-5][0-9][0-9])\\b.*", Pattern.DOTALL);

    /** One for each href of a response element. */
    static Stream<DavResource> of(XmlElement response) {
        int status = status(response);
        Map<QName, XmlElement> found = new HashMap<>();
        List<Integer> refused = new ArrayList<>();
        DavError error = DavError.in(response);
        for (XmlElement propstat : response.children(DavNames.PROPSTAT).toList()) {
            int propstatStatus = status(propstat);
            if (propstatStatus >= 300) {
                refused.add(propstatStatus);
                error = error.orElse(DavError.in(propstat));
            } else {
                propstat.children(DavNames.PROP)
                        .flatMap(prop -> prop.children().stream())
                        .forEach(property -> found.putIfAbsent(property.name(), property));
            }
        }
        DavError why = error;
        return response.children(DavNames.HREF)
                .map(href ->
                        new DavResource(href.text().strip(), status, Map.copyOf(found), List.copyOf(refused), why));
    }

    private static int status(XmlElement parent) {
        XmlElement status = parent.child(DavNames.STATUS);
        Matcher line = STATUS_LINE.matcher(status == null ? "" : status.text());
        return line.matches() ? Integer.parseInt(line.group(1)) : 0;
    }

    public @Nullable XmlElement property(QName name) {
        return properties.get(name);
    }

    /** A property's characters; null when it is missing or empty. */
    public @Nullable String value(QName name) {
        XmlElement property = property(name);
        return property == null ? null : property.value();
    }

    /** The first href within a property; null when there is none. */
    public @Nullable String href(QName name) {
        XmlElement property = property(name);
        XmlElement href = property == null ? null : property.child(DavNames.HREF);
        return href == null ? null : href.value();
    }

    /** Whether the property says that the resource is of a type (RFC 4918 §15.9). */
    public boolean isA(QName type) {
        XmlElement types = property(DavNames.RESOURCE_TYPE);
        return types != null && types.has(type);
    }

    /** The worst status that it carries, its own before those of its properties; 0 when all is well. */
    public int failure() {
        if (status >= 300) {
            return status;
        }
        return status > 0
                ? 0
                : refused.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
