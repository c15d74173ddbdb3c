package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.sync.Events;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What a lawyer changes of an appointment in her calendar, and where it stands in the database. */
enum Field {
    TITLE("title") {
        @Override
        String in(String ics) {
            return Events.line(ics, "SUMMARY");
        }

        @Override
        String written(String ics, String value) {
            return Events.edited(ics, "SUMMARY", value);
        }
    },
    PLACE("location") {
        @Override
        String in(String ics) {
            return Events.line(ics, "LOCATION");
        }

        @Override
        String written(String ics, String value) {
            return Events.edited(ics, "LOCATION", value);
        }
    },
    /** An instant, as in {@code 2027-04-01T06:00:00Z}; everything lasts an hour. */
    TIME("starts_at") {
        @Override
        String in(String ics) {
            LocalDateTime start = LocalDateTime.parse(Events.line(ics, "DTSTART"), LOCAL);
            return start.atZone(BERLIN).toInstant().toString();
        }

        @Override
        String written(String ics, String value) {
            Instant start = Instant.parse(value);
            String moved = Events.edited(ics, "DTSTART", local(start));
            return Events.edited(moved, "DTEND", local(start.plus(Duration.ofHours(1))));
        }
    };

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    private final String column;

    Field(String column) {
        this.column = column;
    }

    /** Also its name in what a conflict keeps. */
    String column() {
        return column;
    }

    abstract String in(String ics);

    abstract String written(String ics, String value);

    private static String local(Instant time) {
        return LOCAL.format(time.atZone(BERLIN));
    }
}
