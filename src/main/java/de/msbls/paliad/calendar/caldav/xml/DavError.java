package de.msbls.paliad.calendar.caldav.xml;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The preconditions that a server names in a DAV:error element (RFC 4918 §16), by local name: servers disagree on namespaces.
 *
 * @param href that the first of them with one points to
 */
public record DavError(List<String> conditions, @Nullable String href) {

    /** Where a server names a precondition in one of these, the rest is for its developers: sabre/dav tells its version. */
    private static final Set<String> STANDARD = Set.of(DavNames.DAV, DavNames.CALDAV, DavNames.CALENDAR_SERVER);

    private static final DavError NONE = new DavError(List.of(), null);

    /** Reads the body of an error answer; what is no DAV:error names no condition. */
    public static DavError read(byte[] body) {
        try {
            XmlElement root = BoundedXml.open(new ByteArrayInputStream(body)).element();
            return root.name().equals(DavNames.ERROR) ? of(root) : NONE;
        } catch (MalformedXmlException anErrorPage) {
            return NONE;
        }
    }

    static DavError in(XmlElement parent) {
        XmlElement error = parent.child(DavNames.ERROR);
        return error == null ? NONE : of(error);
    }

    private static DavError of(XmlElement error) {
        List<String> standard = names(error, name -> STANDARD.contains(name.getNamespaceURI()));
        List<String> conditions = standard.isEmpty() ? names(error, name -> true) : standard;
        String href = error.children().stream()
                .flatMap(condition -> condition.children(DavNames.HREF))
                .map(XmlElement::value)
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
        return new DavError(conditions, href);
    }

    private static List<String> names(XmlElement error, Predicate<QName> which) {
        return error.children().stream()
                .map(XmlElement::name)
                .filter(which)
                .map(QName::getLocalPart)
                .toList();
    }

    DavError orElse(DavError other) {
        return conditions.isEmpty() ? other : this;
    }

    public boolean names(String condition) {
        return conditions.contains(condition);
    }
}
