package de.msbls.paliad.calendar.ical;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Events that the tests of this package share. */
final class Events {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Instant STAMP = Instant.parse("2026-01-02T03:04:05Z");
    static final Instant LATER = Instant.parse("2026-02-03T04:05:06Z");

    private Events() {}

    static EventTime.Timed timed(String localStart, String localEnd, ZoneId zone) {
        return new EventTime.Timed(
                LocalDateTime.parse(localStart).atZone(zone).toInstant(),
                LocalDateTime.parse(localEnd).atZone(zone).toInstant(),
                zone);
    }

    static EventTime.AllDay days(String start, String endExclusive) {
        return new EventTime.AllDay(LocalDate.parse(start), LocalDate.parse(endExclusive));
    }

    static EventFields hearing() {
        return hearingAt(timed("2026-05-04T10:00", "2026-05-04T12:30", BERLIN));
    }

    static EventFields hearingAt(EventTime time) {
        return new EventFields("Hearing", "Bring the files", "Room 7", EventStatus.CONFIRMED, time);
    }

    static EventFields titled(String summary) {
        EventFields hearing = hearing();
        return new EventFields(summary, hearing.description(), hearing.location(), hearing.status(), hearing.time());
    }

    static EventFields described(String description) {
        EventFields hearing = hearing();
        return new EventFields(hearing.summary(), description, hearing.location(), hearing.status(), hearing.time());
    }

    static EventObject created(EventFields fields) {
        return EventObject.create("uid-1@paliad", fields, false, STAMP);
    }

    static EventFields readBack(EventFields fields) {
        return EventObject.parse(created(fields).text()).fields();
    }

    /** A calendar object around the lines of one VEVENT that has a UID. */
    static String object(String... eventLines) {
        return objectWith("", eventLines);
    }

    /** The same, with components before the VEVENT. */
    static String objectWith(String components, String... eventLines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Phone//EN\r\n"
                + components
                + "BEGIN:VEVENT\r\nUID:u-1\r\nDTSTAMP:20260101T000000Z\r\n"
                + String.join("\r\n", eventLines)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    static EventTime timeIn(String... eventLines) {
        return EventObject.parse(object(eventLines)).fields().time();
    }

    static List<String> lines(EventObject object) {
        return List.of(object.text().split("\r\n"));
    }
}
