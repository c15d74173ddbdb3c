package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Objects in a calendar, as a person would read them. */
public final class Events {

    private Events() {}

    public static List<String> titles(RemoteCalendar calendar) {
        return calendar.objects().stream().map(Events::title).toList();
    }

    public static String href(RemoteCalendar calendar, String title) {
        return calendar.list().stream()
                .filter(href -> calendar.get(href).map(Events::title).equals(Optional.of(title)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event \"" + title + "\" in " + calendar.path()));
    }

    public static String title(String ics) {
        return line(ics, "SUMMARY");
    }

    /** The value of the first property of that name within the event. */
    public static String line(String ics, String property) {
        String event = unfolded(ics);
        event = event.substring(event.indexOf("BEGIN:VEVENT"));
        Matcher line = Pattern.compile("(?m)^" + property + "(?:;[^:\r\n]*)?:([^\r\n]*)")
                .matcher(event);
        if (!line.find()) {
            throw new AssertionError("no " + property + " in " + ics);
        }
        return line.group(1);
    }

    /** Each content line on one line (RFC 5545 §3.1). */
    public static String unfolded(String ics) {
        return ics.replaceAll("\r?\n[ \t]", "");
    }

    /** The same object without a property of its event. */
    public static String without(String ics, String property) {
        return unfolded(ics).replaceAll("(?m)^" + property + "[;:][^\r\n]*\r?\n", "");
    }

    /** The same object with a property of its event written anew, as the user's other client would. */
    public static String edited(String ics, String property, String value) {
        int event = ics.indexOf("BEGIN:VEVENT");
        return ics.substring(0, event)
                + ics.substring(event)
                        .replaceAll(
                                "(?m)^(" + property + "(?:;[^:\r\n]*)?):[^\r\n]*",
                                "$1:" + Matcher.quoteReplacement(value));
    }

    /** The same object with a line more in its event. */
    public static String with(String ics, String lines) {
        return ics.replace("END:VEVENT", lines + "\r\nEND:VEVENT");
    }

    /** An event that the user made in her calendar herself. */
    public static String foreign(String title) {
        return ofFirstGeneration("own-" + UUID.randomUUID(), title);
    }

    /** As the first generation wrote it: an hour in UTC. */
    public static String ofFirstGeneration(String uid, String title) {
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Paliad//First generation//EN",
                "BEGIN:VEVENT",
                "UID:" + uid,
                "DTSTAMP:20270101T000000Z",
                "DTSTART:20270301T090000Z",
                "DTEND:20270301T100000Z",
                "SUMMARY:" + title,
                "END:VEVENT",
                "END:VCALENDAR",
                "");
    }
}
