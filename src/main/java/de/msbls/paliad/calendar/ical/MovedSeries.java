package de.msbls.paliad.calendar.ical;

import de.msbls.paliad.calendar.ical.EventTime.AllDay;
import de.msbls.paliad.calendar.ical.EventTime.Timed;
import de.msbls.paliad.calendar.ical.text.Component;
import de.msbls.paliad.calendar.ical.text.ContentLine;
import de.msbls.paliad.calendar.ical.text.Part;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A series whose master was moved. Its exceptions name instances by the time at which they would have been (RFC 5545 §3.8.4.4,
 * §3.8.5.1): left as they were, what the user had cancelled would come back, and what she had changed would stand there
 * twice. So they move along by the clock, the end of the rule and the days that it names too. An instance that she gave a
 * time of its own keeps it. What cannot be read stays as it is; no rule is expanded.
 */
final class MovedSeries {

    private static final Pattern UNTIL = Pattern.compile("(?i)(?<=UNTIL=)[0-9TZ]+");

    private final Component calendar;
    private final EventTime before;
    private final EventTime after;
    private final String tzid;
    private final MovedRule rule;

    private MovedSeries(Component calendar, EventTime before, EventTime after, String tzid) {
        this.calendar = calendar;
        this.before = before;
        this.after = after;
        this.tzid = tzid;
        this.rule = rule(calendar);
    }

    /**
     * The calendar with the exceptions of its series moved.
     *
     * @param calendar its master has the new time already
     * @param tzid what the zone of the new time is called there
     */
    static Component in(Component calendar, EventTime before, EventTime after, String tzid) {
        return new MovedSeries(calendar, before.settled(), after.settled(), tzid).moved();
    }

    private Component moved() {
        Component moved = calendar;
        for (Component event : calendar.components("VEVENT")) {
            moved = moved.replacing(event, event.has("RECURRENCE-ID") ? override(event) : master(event));
        }
        return moved;
    }

    private Component master(Component event) {
        List<Part> parts = event.parts().stream()
                .map(part -> part instanceof ContentLine line ? line(line) : part)
                .toList();
        return new Component(event.begin(), parts, event.end());
    }

    private Part line(ContentLine line) {
        return switch (line.name()) {
            case "EXDATE", "RDATE" -> unlessUnreadable(line, this::dates);
            case "RRULE" -> unlessUnreadable(line, this::rule);
            default -> line;
        };
    }

    private static ContentLine unlessUnreadable(ContentLine line, Function<ContentLine, ContentLine> change) {
        try {
            return change.apply(line);
        } catch (UnreadableEventException | DateTimeException | IllegalArgumentException unreadable) {
            return line;
        }
    }

    private ContentLine dates(ContentLine line) {
        List<LocalDateTime> moved = Arrays.stream(line.value().split(",", -1))
                .map(value -> moved(clock(ContentLine.of(line.name(), line.parameters(), value))))
                .toList();
        return TimeProperties.clockLine(line, moved, after, tzid);
    }

    private ContentLine rule(ContentLine line) {
        String until = UNTIL.matcher(line.value()).replaceAll(end -> until(end.group()));
        return ContentLine.of(line.name(), line.parameters(), moved(until).text());
    }

    /** A date where the series is of whole days, else an instant in UTC (RFC 5545 §3.3.10). */
    private String until(String value) {
        LocalDateTime end = clock(ContentLine.of("UNTIL", value));
        boolean wholeDay = value.length() == 8;
        LocalDateTime moved = wholeDay && before instanceof Timed
                ? moved(end.with(startOf(before).toLocalTime()))
                : moved(end);
        return TimeProperties.until(moved, after);
    }

    /** The master's; where it has none that can be read, its days move all alike. */
    private MovedRule rule(Component series) {
        ContentLine line = series.components("VEVENT").stream()
                .map(event -> event.first("RRULE"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        try {
            return moved(line == null ? "" : line.value());
        } catch (IllegalArgumentException unreadable) {
            return moved("");
        }
    }

    private MovedRule moved(String text) {
        return MovedRule.of(text, startOf(before).toLocalDate(), startOf(after).toLocalDate());
    }

    private Component override(Component event) {
        ContentLine instance = event.first("RECURRENCE-ID");
        if (instance == null) {
            return event;
        }
        try {
            LocalDateTime at = clock(instance);
            LocalDateTime to = moved(at);
            Component renamed =
                    event.with("RECURRENCE-ID", TimeProperties.clockLine(instance, List.of(to), after, tzid));
            EventTime own = TimeProperties.read(event, calendar);
            return isAt(own, at) ? TimeProperties.write(renamed, timeAt(to, own), tzid) : renamed;
        } catch (UnreadableEventException | DateTimeException | IllegalArgumentException unreadable) {
            return event;
        }
    }

    /** Whether it has no other time than the series gives it. */
    private boolean isAt(EventTime own, LocalDateTime at) {
        return own instanceof Timed == before instanceof Timed
                && clockOf(own, zoneOf(before)).equals(at);
    }

    /** As long as it was, where that was no longer nor shorter than the others: as long as these are now. */
    private EventTime timeAt(LocalDateTime start, EventTime own) {
        Duration length = lengthOf(own).equals(lengthOf(before)) ? lengthOf(after) : lengthOf(own);
        if (after instanceof AllDay) {
            LocalDate day = start.toLocalDate();
            return new AllDay(day, day.plusDays(Math.max(1, length.toDays()))).settled();
        }
        ZoneId zone = zoneOf(after);
        return new Timed(
                        start.atZone(zone).toInstant(),
                        start.atZone(zone).toInstant().plus(length),
                        zone)
                .settled();
    }

    private static Duration lengthOf(EventTime time) {
        return time instanceof Timed timed
                ? Duration.between(timed.start(), timed.end())
                : Duration.ofDays(ChronoUnit.DAYS.between(((AllDay) time).start(), ((AllDay) time).endExclusive()));
    }

    private LocalDateTime moved(LocalDateTime at) {
        LocalDateTime from = startOf(before);
        LocalDateTime to = startOf(after);
        boolean isInstance = at.toLocalTime().equals(from.toLocalTime());
        return isInstance || before instanceof AllDay || after instanceof AllDay
                ? rule.moved(at.toLocalDate()).atTime(to.toLocalTime())
                : at.plus(Duration.between(from, to));
    }

    private LocalDateTime clock(ContentLine line) {
        return TimeProperties.clock(line, zoneOf(before), calendar);
    }

    private static LocalDateTime startOf(EventTime time) {
        return clockOf(time, zoneOf(time));
    }

    private static LocalDateTime clockOf(EventTime time, ZoneId zone) {
        return time instanceof Timed timed
                ? timed.start().atZone(zone).toLocalDateTime()
                : ((AllDay) time).start().atTime(LocalTime.MIDNIGHT);
    }

    private static ZoneId zoneOf(EventTime time) {
        return time instanceof Timed timed ? timed.zone() : ZoneOffset.UTC;
    }
}
