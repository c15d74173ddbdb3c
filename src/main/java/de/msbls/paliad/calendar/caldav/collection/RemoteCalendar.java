package de.msbls.paliad.calendar.caldav.collection;

import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.xml.DavNames;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import de.msbls.paliad.calendar.caldav.xml.XmlElement;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * A calendar on the server.
 *
 * @param path on the home's origin, with a trailing slash, as the server spells it
 * @param key for comparison, see {@link Hrefs#key}
 * @param displayName the last segment of the path where the server has no name
 * @param color {@code #rrggbb}
 * @param writable false only when the server lists the user's privileges and none of them is to write
 * @param supportsEvents whether VEVENT may be stored (RFC 4791 §5.2.3)
 * @param ctag changes when anything in the calendar does
 * @param syncToken where the server offers RFC 6578
 */
public record RemoteCalendar(
        String path,
        String key,
        String displayName,
        @Nullable String color,
        boolean writable,
        boolean supportsEvents,
        @Nullable String ctag,
        @Nullable String syncToken) {

    static final QName[] PROPERTIES = {
        DavNames.RESOURCE_TYPE,
        DavNames.DISPLAY_NAME,
        DavNames.COLOR,
        DavNames.PRIVILEGES,
        DavNames.COMPONENT_SET,
        DavNames.CTAG,
        DavNames.SYNC_TOKEN
    };

    /** In and out boxes and feeds of others call themselves calendars too; what is in the bin is not there any more. */
    private static final Set<String> PSEUDO_TYPES = Set.of(
            "schedule-inbox",
            "schedule-outbox",
            "notification",
            "notifications",
            "dropbox-home",
            "subscribed",
            "deleted-calendar",
            "trash-bin");

    private static final Pattern COLOR = Pattern.compile("(#[0-9a-fA-F]{6})([0-9a-fA-F]{2})?");

    static boolean isCalendar(DavResource resource) {
        XmlElement types = resource.property(DavNames.RESOURCE_TYPE);
        return types != null
                && types.has(DavNames.CALENDAR)
                && types.children().stream()
                        .noneMatch(type -> PSEUDO_TYPES.contains(type.name().getLocalPart()));
    }

    static RemoteCalendar of(DavResource resource) {
        String path = Hrefs.collection(Hrefs.path(resource.href()));
        String name = resource.value(DavNames.DISPLAY_NAME);
        return new RemoteCalendar(
                path,
                Hrefs.key(path),
                name == null ? Hrefs.lastSegment(path) : name,
                color(resource.value(DavNames.COLOR)),
                CollectionState.isWritable(resource),
                supportsEvents(resource),
                resource.value(DavNames.CTAG),
                resource.value(DavNames.SYNC_TOKEN));
    }

    private static @Nullable String color(@Nullable String value) {
        Matcher color = COLOR.matcher(value == null ? "" : value);
        return color.matches() ? color.group(1) : null;
    }

    private static boolean supportsEvents(DavResource resource) {
        XmlElement components = resource.property(DavNames.COMPONENT_SET);
        return components == null
                || components.children().stream().anyMatch(component -> "VEVENT"
                        .equalsIgnoreCase(component.attributes().get("name")));
    }
}
