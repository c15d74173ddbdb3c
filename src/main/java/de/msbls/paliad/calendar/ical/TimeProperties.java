package de.msbls.paliad.calendar.ical;

import de.msbls.paliad.calendar.ical.EventTime.AllDay;
import de.msbls.paliad.calendar.ical.EventTime.Timed;
import de.msbls.paliad.calendar.ical.UnreadableEventException.Reason;
import de.msbls.paliad.calendar.ical.text.Component;
import de.msbls.paliad.calendar.ical.text.ContentLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** DTSTART with DTEND or DURATION (RFC 5545 §3.6.1, §3.8.2) as an {@link EventTime}, and back. */
final class TimeProperties {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Set<String> VALUE_AND_ZONE = Set.of("VALUE", "TZID");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final Pattern DATE_VALUE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern DATE_TIME_VALUE = Pattern.compile("(\\d{8})T(\\d{2})(\\d{2})(\\d{2})(Z?)");
    private static final Pattern DURATION_VALUE = Pattern.compile(
            "\\+?P(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?" + "(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?");

    private final Component event;
    private final Component calendar;

    private TimeProperties(Component event, Component calendar) {
        this.event = event;
        this.calendar = calendar;
    }

    /**
     * When the event takes place. Without an end it lasts one day, or no time at all.
     *
     * @throws UnreadableEventException NO_START, MALFORMED, FLOATING_TIME, UNKNOWN_ZONE
     */
    static EventTime read(Component event, Component calendar) {
        try {
            return new TimeProperties(event, calendar).time();
        } catch (DateTimeException | ArithmeticException e) {
            throw malformed("a date or time out of range");
        }
    }

    /**
     * The event with that settled time, its DTSTART and DTEND keeping the parameters that are not ours.
     *
     * @param tzid what the zone is called in this calendar object
     * @throws IllegalArgumentException for a year that iCalendar cannot write
     */
    static Component write(Component event, EventTime settled, String tzid) {
        if (settled instanceof Timed timed) {
            ContentLine start = timeLine("DTSTART", event, timed.start(), timed.zone(), tzid);
            ContentLine end = timeLine("DTEND", event, timed.end(), timed.zone(), tzid);
            // RFC 5545 §3.8.2.2: an end must be later than the start; without one there is no duration.
            boolean lasts = timed.end().isAfter(timed.start());
            return event.with("DTSTART", start)
                    .with("DTEND", lasts ? end : null)
                    .with("DURATION", null);
        }
        AllDay days = (AllDay) settled;
        return event.with("DTSTART", dateLine("DTSTART", event, days.start()))
                .with("DTEND", dateLine("DTEND", event, days.endExclusive()))
                .with("DURATION", null);
    }

    /**
     * What the clock of that zone shows at the one date or time of a line; a date counts from its midnight.
     *
     * @throws UnreadableEventException MALFORMED, UNKNOWN_ZONE
     */
    static LocalDateTime clock(ContentLine line, ZoneId zone, Component calendar) {
        if (isDate(line)) {
            return date(line.value().trim()).atStartOfDay();
        }
        LocalDateTime local = local(line);
        boolean utc = line.value().trim().endsWith("Z");
        String tzid = line.parameter("TZID");
        if (!utc && tzid == null) {
            return local;
        }
        ZoneId own = utc || tzid == null ? UTC : ZoneNames.zoneOf(tzid, calendar);
        return local.atZone(own).withZoneSameInstant(zone).toLocalDateTime();
    }

    /** A line like the old one with those dates or times by the clock of an event's time, in its form. */
    static ContentLine clockLine(ContentLine old, List<LocalDateTime> clock, EventTime time, String tzid) {
        List<String> parameters = new ArrayList<>(old.parametersExcept(VALUE_AND_ZONE));
        if (time instanceof AllDay) {
            parameters.add("VALUE=DATE");
        } else if (!isUtc(((Timed) time).zone())) {
            parameters.add(ContentLine.parameterOf("TZID", tzid));
        }
        String values = clock.stream().map(at -> clockValue(at, time)).collect(Collectors.joining(","));
        return ContentLine.of(old.name(), parameters, values);
    }

    private static String clockValue(LocalDateTime at, EventTime time) {
        if (time instanceof AllDay) {
            return writable(at.toLocalDate()).format(DATE);
        }
        return dateTime(at.atZone(ZoneOffset.UTC)) + (isUtc(((Timed) time).zone()) ? "Z" : "");
    }

    /** The UNTIL of a rule (RFC 5545 §3.3.10): a date for whole days, else an instant in UTC. */
    static String until(LocalDateTime clock, EventTime time) {
        return time instanceof Timed timed
                ? dateTime(clock.atZone(timed.zone()).withZoneSameInstant(ZoneOffset.UTC)) + "Z"
                : writable(clock.toLocalDate()).format(DATE);
    }

    /** A line with an instant in UTC, to the second. */
    static ContentLine instantLine(String name, Instant instant) {
        return ContentLine.of(name, dateTime(instant.atZone(ZoneOffset.UTC)) + "Z");
    }

    /** Whether that zone's times are written with a {@code Z}. */
    static boolean isUtc(ZoneId zone) {
        return zone.getRules().isFixedOffset()
                && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }

    private EventTime time() {
        ContentLine start = event.first("DTSTART");
        if (start == null) {
            throw new UnreadableEventException(Reason.NO_START, "no DTSTART");
        }
        return isDate(start) ? allDay(start) : timed(start);
    }

    private static boolean isDate(ContentLine line) {
        String type = line.parameter("VALUE");
        return "DATE".equalsIgnoreCase(type)
                || DATE_VALUE.matcher(line.value().trim()).matches();
    }

    private AllDay allDay(ContentLine startLine) {
        LocalDate start = date(startLine.value().trim());
        ContentLine endLine = event.first("DTEND");
        ContentLine durationLine = event.first("DURATION");
        LocalDate end = start.plusDays(1);
        if (endLine != null) {
            end = date(endLine.value().trim());
        } else if (durationLine != null) {
            Span span = Span.of(durationLine);
            end = start.plusDays(span.days() + span.seconds() / (24 * 3600));
        }
        if (end.isBefore(start)) {
            throw malformed("an end before the start");
        }
        return new AllDay(start, end).settled();
    }

    private Timed timed(ContentLine startLine) {
        LocalDateTime local = local(startLine);
        ZoneId zone = zone(startLine);
        ZonedDateTime start = local.atZone(zone);
        ContentLine endLine = event.first("DTEND");
        ContentLine durationLine = event.first("DURATION");
        ZonedDateTime end = start;
        if (endLine != null) {
            end = local(endLine).atZone(zone(endLine));
        } else if (durationLine != null) {
            Span span = Span.of(durationLine);
            // Days are days on the clock, hours are exact (RFC 5545 §3.3.6).
            end = start.plusDays(span.days()).plusSeconds(span.seconds());
        }
        if (end.toInstant().isBefore(start.toInstant())) {
            throw malformed("an end before the start");
        }
        return new Timed(start.toInstant(), end.toInstant(), zone);
    }

    private ZoneId zone(ContentLine line) {
        if (line.value().trim().endsWith("Z")) {
            return UTC;
        }
        String tzid = line.parameter("TZID");
        if (tzid == null || tzid.isBlank()) {
            throw new UnreadableEventException(Reason.FLOATING_TIME, "a local time without a zone");
        }
        return ZoneNames.zoneOf(tzid, calendar);
    }

    private static LocalDate date(String value) {
        Matcher matcher = DATE_VALUE.matcher(value);
        if (!matcher.matches() || matcher.group(1).equals("0000")) {
            throw malformed("not a date");
        }
        return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
    }

    private static LocalDateTime local(ContentLine line) {
        Matcher matcher = DATE_TIME_VALUE.matcher(line.value().trim());
        if (!matcher.matches()) {
            throw malformed("not a date with time");
        }
        // Second 60 is a leap second (RFC 5545 §3.3.12); java.time has none.
        int second = number(matcher, 4) == 60 ? 59 : number(matcher, 4);
        return date(matcher.group(1)).atTime(number(matcher, 2), number(matcher, 3), second);
    }

    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static ContentLine dateLine(String name, Component event, LocalDate date) {
        List<String> parameters = parametersKept(name, event);
        parameters.add("VALUE=DATE");
        return ContentLine.of(name, parameters, writable(date).format(DATE));
    }

    private static ContentLine timeLine(String name, Component event, Instant instant, ZoneId zone, String tzid) {
        List<String> parameters = parametersKept(name, event);
        if (isUtc(zone)) {
            return ContentLine.of(name, parameters, dateTime(instant.atZone(ZoneOffset.UTC)) + "Z");
        }
        parameters.add(ContentLine.parameterOf("TZID", tzid));
        return ContentLine.of(name, parameters, dateTime(instant.atZone(zone)));
    }

    private static List<String> parametersKept(String name, Component event) {
        ContentLine old = event.first(name);
        return old == null ? new ArrayList<>() : new ArrayList<>(old.parametersExcept(VALUE_AND_ZONE));
    }

    private static String dateTime(ZonedDateTime time) {
        writable(time.toLocalDate());
        return time.format(DATE_TIME);
    }

    private static LocalDate writable(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new IllegalArgumentException("iCalendar writes the years 1 to 9999 only");
        }
        return date;
    }

    private static UnreadableEventException malformed(String message) {
        return new UnreadableEventException(Reason.MALFORMED, message);
    }

    /** A DURATION that is not negative. */
    private record Span(long days, long seconds) {

        static Span of(ContentLine line) {
            Matcher matcher = DURATION_VALUE.matcher(line.value().trim());
            if (!matcher.matches()) {
                throw malformed("not a duration");
            }
            long days = 7L * number(matcher, 1) + number(matcher, 2);
            return new Span(days, 3600L * number(matcher, 3) + 60L * number(matcher, 4) + number(matcher, 5));
        }
    }
}
