package de.msbls.paliad.calendar.ical;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The recurrence rule (RFC 5545 §3.3.10) of a series that was moved to another day. Where it names the old day, it names the new one:
 * the weekdays of a weekly rule, "the 15th", "the last Friday" or "in May" of a monthly or yearly one. A rule that names anything
 * else, or several such things, stays as it is; none is expanded.
 */
final class MovedRule {

    private static final Set<String> OF_MONTHS =
            Set.of("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS");
    private static final List<String> WEEKDAYS =
            Arrays.stream(DayOfWeek.values()).map(MovedRule::abbreviated).toList();
    private static final Pattern WEEKDAY = Pattern.compile("([+-]?[1-5])?([A-Z]{2})");
    private static final int DAYS_OF_WEEK = 7;
    /** Few months have a fifth of a weekday: it is meant as the last. */
    private static final int MOST_IN_EACH_MONTH = 4;

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final LocalDate before;
    private final LocalDate after;
    private Predicate<LocalDate> isNamed = day -> false;
    private UnaryOperator<LocalDate> named = UnaryOperator.identity();

    private MovedRule(String rule, LocalDate before, LocalDate after) {
        this.before = before;
        this.after = after;
        for (String part :
                rule.isEmpty() ? new String[0] : rule.toUpperCase(Locale.ROOT).split(";", -1)) {
            String[] pair = part.split("=", -1);
            if (pair.length != 2 || parts.put(pair[0], pair[1]) != null) {
                throw new IllegalArgumentException("no recurrence rule");
            }
        }
    }

    /**
     * Of a series that began on one day and begins on the other now; an empty rule moves its days all alike.
     *
     * @throws IllegalArgumentException for what is no rule
     */
    static MovedRule of(String rule, LocalDate before, LocalDate after) {
        MovedRule moved = new MovedRule(rule, before, after);
        switch (moved.parts.getOrDefault("FREQ", "")) {
            case "WEEKLY" -> moved.moveWeekdays();
            case "MONTHLY", "YEARLY" -> moved.moveWithinMonths();
            default -> {}
        }
        return moved;
    }

    String text() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(";"));
    }

    /** Where an instance is now that was on that day; what is none moves as the first one did. */
    LocalDate moved(LocalDate instance) {
        return isNamed.test(instance)
                ? named.apply(instance)
                : instance.plusDays(ChronoUnit.DAYS.between(before, after));
    }

    private void moveWeekdays() {
        long days = ChronoUnit.DAYS.between(before, after);
        List<String> named = List.of(parts.getOrDefault("BYDAY", "").split(","));
        if (WEEKDAYS.containsAll(named)) {
            parts.put(
                    "BYDAY",
                    named.stream()
                            .map(day -> abbreviated(
                                    DayOfWeek.of(WEEKDAYS.indexOf(day) + 1).plus(days)))
                            .collect(Collectors.joining(",")));
        }
    }

    private void moveWithinMonths() {
        String month = parts.get("BYMONTH");
        boolean ofThatMonth = month == null || month.equals(Integer.toString(before.getMonthValue()));
        if (!ofThatMonth || !OF_MONTHS.containsAll(parts.keySet())) {
            return;
        }
        if (parts.containsKey("BYDAY") ? moveWeekdayOfMonth() : moveDayOfMonth()) {
            parts.computeIfPresent("BYMONTH", (name, old) -> Integer.toString(after.getMonthValue()));
        }
    }

    /** "The second Tuesday": {@code BYDAY=2TU}, or {@code BYDAY=TU;BYSETPOS=2}. */
    private boolean moveWeekdayOfMonth() {
        Matcher weekday = WEEKDAY.matcher(parts.getOrDefault("BYDAY", ""));
        boolean ofYear = "YEARLY".equals(parts.get("FREQ")) && !parts.containsKey("BYMONTH");
        if (ofYear || parts.containsKey("BYMONTHDAY") || !weekday.matches()) {
            return false;
        }
        boolean inOnePart = weekday.group(1) != null;
        String turn = inOnePart ? weekday.group(1) : parts.getOrDefault("BYSETPOS", "");
        if (!turn.matches("[+-]?[1-5]") || inOnePart == parts.containsKey("BYSETPOS")) {
            return false;
        }
        boolean fromEnd = turn.startsWith("-");
        int turnBefore = Integer.parseInt(turn);
        isNamed = day -> weekday.group(2).equals(abbreviated(day.getDayOfWeek())) && turn(day, fromEnd) == turnBefore;
        if (!isNamed.test(before)) {
            return false;
        }
        int next = turn(after, fromEnd);
        int turnAfter = next > MOST_IN_EACH_MONTH ? -1 : next;
        DayOfWeek dayAfter = after.getDayOfWeek();
        named = instance -> month(instance).atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(turnAfter, dayAfter));
        parts.put("BYDAY", inOnePart ? turnAfter + abbreviated(dayAfter) : abbreviated(dayAfter));
        parts.computeIfPresent("BYSETPOS", (name, old) -> Integer.toString(turnAfter));
        return true;
    }

    /** {@code BYMONTHDAY=15}, or counted from the month's end; without either it is the first instance's day. */
    private boolean moveDayOfMonth() {
        String day = parts.getOrDefault("BYMONTHDAY", Integer.toString(before.getDayOfMonth()));
        boolean fromEnd = day.startsWith("-");
        isNamed = instance -> day.equals(Integer.toString(dayOfMonth(instance, fromEnd)));
        if (parts.containsKey("BYSETPOS") || !isNamed.test(before)) {
            return false;
        }
        int dayAfter = dayOfMonth(after, fromEnd);
        named = instance -> {
            YearMonth month = month(instance);
            return month.atDay(Math.max(
                    1, fromEnd ? month.lengthOfMonth() + 1 + dayAfter : Math.min(dayAfter, month.lengthOfMonth())));
        };
        parts.computeIfPresent("BYMONTHDAY", (name, old) -> Integer.toString(dayAfter));
        return true;
    }

    private YearMonth month(LocalDate instance) {
        return YearMonth.from(instance)
                .plusMonths(ChronoUnit.MONTHS.between(YearMonth.from(before), YearMonth.from(after)));
    }

    private static int turn(LocalDate day, boolean fromEnd) {
        return fromEnd
                ? -((day.lengthOfMonth() - day.getDayOfMonth()) / DAYS_OF_WEEK + 1)
                : (day.getDayOfMonth() - 1) / DAYS_OF_WEEK + 1;
    }

    private static int dayOfMonth(LocalDate day, boolean fromEnd) {
        return fromEnd ? day.getDayOfMonth() - day.lengthOfMonth() - 1 : day.getDayOfMonth();
    }

    private static String abbreviated(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
