package de.msbls.paliad.calendar.caldav.xml;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/** The documents that are sent. */
public final class RequestBodies {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    private static final Map<String, String> PREFIXES = Map.of(
            DavNames.DAV, "d",
            DavNames.CALDAV, "c",
            DavNames.CALENDAR_SERVER, "cs",
            DavNames.APPLE, "a");
    private static final String NAMESPACES = PREFIXES.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(prefix -> " xmlns:" + prefix.getValue() + "=\"" + prefix.getKey() + "\"")
            .collect(Collectors.joining());

    private RequestBodies() {}

    /** RFC 4918 §9.1. */
    public static String propfind(QName... properties) {
        return DECLARATION + "<d:propfind" + NAMESPACES + ">" + prop(properties) + "</d:propfind>";
    }

    /** RFC 4791 §7.9: etag and calendar data of these hrefs. */
    public static String multiget(List<String> hrefs) {
        String asked = hrefs.stream()
                .map(href -> "<d:href>" + escape(href) + "</d:href>")
                .collect(Collectors.joining("\n"));
        return DECLARATION + "<c:calendar-multiget" + NAMESPACES + ">" + prop(DavNames.ETAG, DavNames.CALENDAR_DATA)
                + asked + "</c:calendar-multiget>";
    }

    /** RFC 6578 §3.2: what moved since the token, with etags. */
    public static String syncCollection(String token) {
        return DECLARATION + "<d:sync-collection" + NAMESPACES + "><d:sync-token>" + escape(token) + "</d:sync-token>"
                + "<d:sync-level>1</d:sync-level>" + prop(DavNames.ETAG) + "</d:sync-collection>";
    }

    /** RFC 4791 §7.8: the events with this UID, with etags. */
    public static String eventsWithUid(String uid) {
        return DECLARATION + "<c:calendar-query" + NAMESPACES + ">" + prop(DavNames.ETAG)
                + "<c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"VEVENT\"><c:prop-filter name=\"UID\">"
                + "<c:text-match collation=\"i;octet\">" + escape(uid) + "</c:text-match>"
                + "</c:prop-filter></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>";
    }

    /** RFC 4791 §5.3.1: a calendar for events. */
    public static String makeCalendar(String displayName) {
        return DECLARATION + "<c:mkcalendar" + NAMESPACES + "><d:set><d:prop>" //
                + "<d:displayname>" + escape(displayName) + "</d:displayname>"
                + "<c:supported-calendar-component-set><c:comp name=\"VEVENT\"/></c:supported-calendar-component-set>"
                + "</d:prop></d:set></c:mkcalendar>";
    }

    private static String prop(QName... properties) {
        return Stream.of(properties)
                .map(name -> "<" + PREFIXES.get(name.getNamespaceURI()) + ":" + name.getLocalPart() + "/>")
                .collect(Collectors.joining("", "<d:prop>", "</d:prop>"));
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (LenientText.isAllowed(c)) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
