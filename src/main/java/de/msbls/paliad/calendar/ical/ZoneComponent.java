package de.msbls.paliad.calendar.ical;

import de.msbls.paliad.calendar.ical.EventTime.Timed;
import de.msbls.paliad.calendar.ical.text.Component;
import de.msbls.paliad.calendar.ical.text.ContentLine;
import de.msbls.paliad.calendar.ical.text.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The VTIMEZONE (RFC 5545 §3.6.5) of an IANA zone, from java.time's rules. A clock change that comes every year is one
 * observance with a yearly rule and no end; where changes follow no such rule (Morocco's do Ramadan), each is an
 * observance of its own, through the last year asked for.
 */
final class ZoneComponent {

    private static final String OURS = "X-PALIAD-GENERATED";
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final int YEARS_BEFORE = 1;
    /** Long enough for a series that the user makes of the event. */
    private static final int YEARS_AFTER = 10;
    /** After 28 years each date of a year has been each day of the week, in leap years and others. */
    private static final int CALENDAR_CYCLE = 28;

    private final ZoneRules rules;
    private final List<Component> observances = new ArrayList<>();

    private ZoneComponent(ZoneRules rules) {
        this.rules = rules;
    }

    /**
     * The calendar with a VTIMEZONE of that name which holds for that time. Another program's stays as it is; one of ours
     * is drawn wider where need be.
     */
    static Component declare(Component calendar, String tzid, Timed time) {
        int firstYear = time.start().atZone(time.zone()).getYear() - YEARS_BEFORE;
        int lastYear = time.end().atZone(time.zone()).getYear() + YEARS_AFTER;
        Component present = ZoneNames.definition(tzid, calendar);
        if (present == null) {
            return calendar.preceded(of(time.zone(), tzid, firstYear, lastYear));
        }
        if (!isOurs(present)) {
            return calendar;
        }
        // The first observance began in the year before the first that it was made for.
        int first = Math.min(firstYear, yearsOf(present).min().orElse(firstYear) + 1);
        int last = Math.max(lastYear, yearsOf(present).max().orElse(lastYear));
        return calendar.replacing(present, of(time.zone(), tzid, first, last));
    }

    /** The calendar without those VTIMEZONEs of ours that no line refers to. */
    static Component undeclare(Component calendar) {
        Component changed = calendar;
        for (Component zone : calendar.components("VTIMEZONE")) {
            ContentLine tzid = zone.first("TZID");
            if (isOurs(zone) && tzid != null && !refersTo(tzid.text(), calendar)) {
                changed = changed.replacing(zone, null);
            }
        }
        return changed;
    }

    private static boolean refersTo(String tzid, Component component) {
        return component.lines().anyMatch(line -> tzid.equals(line.parameter("TZID")))
                || component.components().anyMatch(inner -> refersTo(tzid, inner));
    }

    private static Component of(ZoneId zone, String tzid, int firstYear, int lastYear) {
        List<Part> parts = new ArrayList<>();
        parts.add(ContentLine.ofText("TZID", List.of(), tzid));
        parts.add(ContentLine.of(OURS, "TRUE"));
        parts.addAll(new ZoneComponent(zone.getRules()).observances(firstYear, lastYear));
        return Component.of("VTIMEZONE", parts);
    }

    private static boolean isOurs(Component zone) {
        return zone.has(OURS);
    }

    private static IntStream yearsOf(Component zone) {
        return zone.components()
                .map(observance -> observance.first("DTSTART"))
                .filter(Objects::nonNull)
                .map(line -> line.value().trim())
                .filter(value -> value.matches("\\d{8}T.*"))
                .mapToInt(value -> Integer.parseInt(value.substring(0, 4)));
    }

    private List<Component> observances(int firstYear, int lastYear) {
        Instant begin =
                LocalDateTime.of(firstYear, 1, 1, 0, 0).atOffset(ZoneOffset.UTC).toInstant();
        ZoneOffsetTransition first = rules.previousTransition(begin);
        if (first == null) {
            ZoneOffset offset = rules.getOffset(begin);
            add(ALWAYS, offset, offset, rules.isDaylightSavings(begin), null);
            first = rules.nextTransition(begin);
        }
        Instant end = LocalDateTime.of(lastYear + 1, 1, 1, 0, 0)
                .atOffset(ZoneOffset.UTC)
                .toInstant();
        List<Yearly> yearly = lastListed().isBefore(end) ? yearly() : List.of();
        Instant lastListed = yearly.isEmpty() ? end : lastListed();
        for (ZoneOffsetTransition t = first; t != null && !t.getInstant().isAfter(lastListed); t = after(t)) {
            add(t, null);
        }
        for (Yearly rule : yearly) {
            add(rule.firstFrom(first == null ? begin : first.getInstant(), lastListed), rule.rrule);
        }
        return observances;
    }

    private @Nullable ZoneOffsetTransition after(ZoneOffsetTransition transition) {
        return rules.nextTransition(transition.getInstant());
    }

    /** The zone's rules for all the years to come, or none when one of them cannot be said by an RRULE. */
    private List<Yearly> yearly() {
        List<Yearly> yearly = new ArrayList<>();
        for (ZoneOffsetTransitionRule rule : rules.getTransitionRules()) {
            String rrule = rrule(rule);
            if (rrule == null) {
                return List.of();
            }
            yearly.add(new Yearly(rule, rrule));
        }
        return yearly;
    }

    private Instant lastListed() {
        List<ZoneOffsetTransition> listed = rules.getTransitions();
        return listed.isEmpty() ? Instant.MIN : listed.get(listed.size() - 1).getInstant();
    }

    /** Derived from the dates on which the rule falls by the clock before the change, as RRULE counts. */
    private static @Nullable String rrule(ZoneOffsetTransitionRule rule) {
        List<LocalDateTime> times = IntStream.range(2001, 2001 + CALENDAR_CYCLE)
                .mapToObj(year -> rule.createTransition(year).getDateTimeBefore())
                .toList();
        List<LocalDate> dates = times.stream().map(LocalDateTime::toLocalDate).toList();
        if (distinct(dates.stream().map(LocalDate::getMonth).toList()) != 1
                || distinct(times.stream().map(LocalDateTime::toLocalTime).toList()) != 1) {
            return null;
        }
        String day = day(dates);
        return day == null ? null : "FREQ=YEARLY;BYMONTH=" + dates.get(0).getMonthValue() + day;
    }

    private static @Nullable String day(List<LocalDate> dates) {
        int earliest = dates.stream().mapToInt(LocalDate::getDayOfMonth).min().orElseThrow();
        int latest = dates.stream().mapToInt(LocalDate::getDayOfMonth).max().orElseThrow();
        if (earliest == latest) {
            return ";BYMONTHDAY=" + earliest;
        }
        if (distinct(dates.stream().map(LocalDate::getDayOfWeek).toList()) != 1 || latest - earliest != 6) {
            return null;
        }
        String weekday = dates.get(0).getDayOfWeek().name().substring(0, 2);
        Month month = dates.get(0).getMonth();
        if (month != Month.FEBRUARY && latest == month.maxLength()) {
            return ";BYDAY=-1" + weekday;
        }
        if (latest % 7 == 0) {
            return ";BYDAY=" + latest / 7 + weekday;
        }
        String days = IntStream.rangeClosed(earliest, latest)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        return ";BYMONTHDAY=" + days + ";BYDAY=" + weekday;
    }

    private static long distinct(List<?> values) {
        return values.stream().distinct().count();
    }

    private void add(ZoneOffsetTransition change, @Nullable String rrule) {
        boolean daylight = rules.isDaylightSavings(change.getInstant());
        add(change.getDateTimeBefore(), change.getOffsetBefore(), change.getOffsetAfter(), daylight, rrule);
    }

    private void add(LocalDateTime onset, ZoneOffset from, ZoneOffset to, boolean daylight, @Nullable String rrule) {
        List<ContentLine> lines = new ArrayList<>();
        lines.add(ContentLine.of("DTSTART", onset.format(DATE_TIME)));
        lines.add(ContentLine.of("TZOFFSETFROM", offset(from)));
        lines.add(ContentLine.of("TZOFFSETTO", offset(to)));
        if (rrule != null) {
            lines.add(ContentLine.of("RRULE", rrule));
        }
        observances.add(Component.of(daylight ? "DAYLIGHT" : "STANDARD", lines));
    }

    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        LocalTime size = LocalTime.ofSecondOfDay(seconds);
        String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
        String pattern = size.getSecond() == 0 ? "HHmm" : "HHmmss";
        return sign + size.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }

    private record Yearly(ZoneOffsetTransitionRule rule, String rrule) {

        /** The rule's first change not before one instant and later than the other. */
        ZoneOffsetTransition firstFrom(Instant earliest, Instant after) {
            Instant later = earliest.isAfter(after) ? earliest : after;
            int year = later.atOffset(ZoneOffset.UTC).getYear() - 1;
            ZoneOffsetTransition change = rule.createTransition(year);
            while (change.getInstant().isBefore(earliest)
                    || !change.getInstant().isAfter(after)) {
                change = rule.createTransition(++year);
            }
            return change;
        }
    }
}
