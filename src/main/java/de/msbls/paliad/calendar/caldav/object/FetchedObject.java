package de.msbls.paliad.calendar.caldav.object;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.request.Faults;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.xml.DavNames;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import org.jspecify.annotations.Nullable;

/**
 * An object that was asked for.
 *
 * @param href as the caller asked for it
 * @param hrefKey see {@link Hrefs#key}
 * @param etag as the server spelled it, a weak one with its {@code W/}; only of a PRESENT one, and not of all of them
 * @param ics of a PRESENT one: the whole calendar object, lines ended by CRLF, without control characters
 */
public record FetchedObject(
        String href,
        String hrefKey,
        Outcome outcome,
        @Nullable String etag,
        @Nullable String ics) {

    /** What the server said of it. */
    public enum Outcome {
        PRESENT,
        /** 404 or 410 for this href. */
        GONE,
        /** It is there, and too large to be read. */
        TOO_LARGE,
        /** Left out, refused, or not readable here: nothing follows from it. Ask for it alone. */
        UNKNOWN
    }

    static FetchedObject present(String href, @Nullable String etag, String ics) {
        return new FetchedObject(href, Hrefs.key(href), Outcome.PRESENT, etag, ics);
    }

    static FetchedObject gone(String href) {
        return new FetchedObject(href, Hrefs.key(href), Outcome.GONE, null, null);
    }

    /** What follows from a request for this object alone that failed; nothing, unless it is too large. */
    public static FetchedObject failed(String href, CalDavException failure) {
        return failure.fault() == CalDavFault.TOO_LARGE
                ? new FetchedObject(href, Hrefs.key(href), Outcome.TOO_LARGE, null, null)
                : unknown(href);
    }

    static FetchedObject unknown(String href) {
        return new FetchedObject(href, Hrefs.key(href), Outcome.UNKNOWN, null, null);
    }

    /** What a multiget's answer says of an href; {@code resource} is null when it was left out. */
    static FetchedObject of(String href, @Nullable DavResource resource) {
        if (resource == null) {
            return unknown(href);
        }
        if (Faults.isGone(resource.status())) {
            return gone(href);
        }
        String ics = resource.status() >= 300 ? null : CalendarText.ofMultiget(resource.value(DavNames.CALENDAR_DATA));
        return ics == null ? unknown(href) : present(href, resource.value(DavNames.ETAG), ics);
    }
}
