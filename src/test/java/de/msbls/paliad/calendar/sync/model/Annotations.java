package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What users add to our events with their own programs, and what must never get lost of it. */
final class Annotations {

    private static final List<String> HERS =
            List.of("X-KEEP", "CATEGORIES", "RRULE:FREQ=WEEKLY", "TRIGGER", "SUMMARY:hers");

    private Annotations() {}

    static String noted(String event, String mark) {
        return inMaster(event, """
                X-KEEP:%1$s
                CATEGORIES:%1$s,Court
                BEGIN:VALARM
                ACTION:DISPLAY
                DESCRIPTION:Go
                TRIGGER:-PT15M
                X-KEEP-ALARM:%1$s
                END:VALARM
                """.formatted(mark));
    }

    /** One that is a series already stays as it is. */
    static String repeated(String event, String uid, String mark) {
        if (event.contains("RRULE")) {
            return event;
        }
        String override = """
                BEGIN:VEVENT
                UID:%1$s
                DTSTAMP:20261101T000000Z
                RECURRENCE-ID:20270118T080000Z
                DTSTART:20270118T100000Z
                DURATION:PT1H
                SUMMARY:hers %2$s
                X-KEEP-INSTANCE:%2$s
                END:VEVENT
                """.formatted(uid, mark).replace("\n", "\r\n");
        return inMaster(event, "RRULE:FREQ=WEEKLY;COUNT=4\n").replace("END:VCALENDAR", override + "END:VCALENDAR");
    }

    private static String inMaster(String event, String lines) {
        return event.replaceFirst("END:VEVENT", lines.replace("\n", "\r\n") + "END:VEVENT");
    }

    /** Hers of an object's lines. */
    static Set<String> of(String object) {
        Set<String> hers = new HashSet<>(Texts.unfolded(object));
        hers.removeIf(line -> HERS.stream().noneMatch(line::startsWith));
        return hers;
    }
}
