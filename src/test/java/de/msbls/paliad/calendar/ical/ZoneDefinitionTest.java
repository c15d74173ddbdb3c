package de.msbls.paliad.calendar.ical;

import static de.msbls.paliad.calendar.ical.Events.created;
import static de.msbls.paliad.calendar.ical.Events.hearingAt;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.Observance;
import biweekly.component.VTimezone;
import biweekly.property.RecurrenceRule;
import biweekly.util.DateTimeComponents;
import de.msbls.paliad.calendar.testing.Case;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our VTIMEZONEs, read by another library and evaluated as RFC 5545 §3.6.5 says, knowing nothing but them. */
class ZoneDefinitionTest {

    private static final Instant MAY = Instant.parse("2026-05-04T08:00:00Z");

    static List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("zones")
    @Case(29)
    void anyZoneSaysTheOffsetsOfTheYearsAroundTheEvent(String id) {
        assertDefinitionHolds(ZoneId.of(id), MAY);
        assertDefinitionHolds(ZoneId.of(id), Instant.parse("2005-11-15T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Los_Angeles", "America/Nuuk", "Australia/Lord_Howe"})
    @Case(29)
    void aYearlyClockChangeHoldsForEver(String id) {
        ZoneId zone = ZoneId.of(id);
        TreeMap<Instant, ZoneOffset> offsets = offsets(zone, MAY, 2080);

        assertSameOffset(zone, Instant.parse("2079-01-15T12:00:00Z"), offsets);
        assertSameOffset(zone, Instant.parse("2079-07-15T12:00:00Z"), offsets);
    }

    @Test
    void definitionsStaySmall() {
        assertThat(zones())
                .allSatisfy(id -> assertThat(text(ZoneId.of(id), MAY)).hasSizeLessThan(6000));
        assertThat(text(ZoneId.of("Europe/Berlin"), MAY)).hasSizeLessThan(700);
        assertThat(text(ZoneId.of("Asia/Kolkata"), MAY)).hasSizeLessThan(500);
    }

    private static void assertDefinitionHolds(ZoneId zone, Instant event) {
        if (TimeProperties.isUtc(zone)) {
            return;
        }
        Instant end = event.plus(Duration.ofDays(10 * 365));
        TreeMap<Instant, ZoneOffset> offsets =
                offsets(zone, event, end.atZone(zone).getYear() + 1);
        Instant from = event.minus(Duration.ofDays(365));
        assertSameOffset(zone, from, offsets);
        ZoneOffsetTransition change = zone.getRules().nextTransition(from);
        while (change != null && change.getInstant().isBefore(end)) {
            assertSameOffset(zone, change.getInstant().minusSeconds(1), offsets);
            assertSameOffset(zone, change.getInstant(), offsets);
            change = zone.getRules().nextTransition(change.getInstant());
        }
        offsets.tailMap(from).headMap(end).keySet().forEach(onset -> assertSameOffset(zone, onset, offsets));
    }

    private static void assertSameOffset(ZoneId zone, Instant instant, TreeMap<Instant, ZoneOffset> offsets) {
        Entry<Instant, ZoneOffset> onset = offsets.floorEntry(instant);
        assertThat(onset).as("%s in %s", instant, zone).isNotNull();
        assertThat(onset.getValue())
                .as("%s in %s", instant, zone)
                .isEqualTo(zone.getRules().getOffset(instant));
    }

    /** Since when which offset is in force, as the VTIMEZONE has it. */
    private static TreeMap<Instant, ZoneOffset> offsets(ZoneId zone, Instant event, int lastYear) {
        Collection<VTimezone> zones =
                Biweekly.parse(text(zone, event)).first().getTimezoneInfo().getComponents();
        assertThat(zones).hasSize(1);
        VTimezone definition = zones.iterator().next();
        TreeMap<Instant, ZoneOffset> offsets = new TreeMap<>();
        definition.getStandardTimes().forEach(observance -> addOnsets(observance, lastYear, offsets));
        definition.getDaylightSavingsTime().forEach(observance -> addOnsets(observance, lastYear, offsets));
        return offsets;
    }

    private static void addOnsets(Observance observance, int lastYear, TreeMap<Instant, ZoneOffset> offsets) {
        DateTimeComponents first = observance.getDateStart().getValue().getRawComponents();
        LocalDateTime start = LocalDateTime.of(
                first.getYear(),
                first.getMonth(),
                first.getDate(),
                first.getHour(),
                first.getMinute(),
                first.getSecond());
        ZoneOffset before = offset(observance.getTimezoneOffsetFrom().getValue().getMillis());
        ZoneOffset after = offset(observance.getTimezoneOffsetTo().getValue().getMillis());
        offsets.put(start.toInstant(before), after);
        RecurrenceRule rule = observance.getProperty(RecurrenceRule.class);
        if (rule == null) {
            return;
        }
        Date asUtc = Date.from(start.toInstant(ZoneOffset.UTC));
        Iterator<Date> dates = rule.getDateIterator(asUtc, TimeZone.getTimeZone("UTC"));
        LocalDateTime onset = start;
        while (onset.getYear() <= lastYear) {
            offsets.put(onset.toInstant(before), after);
            onset = LocalDateTime.ofInstant(dates.next().toInstant(), ZoneOffset.UTC);
        }
    }

    private static ZoneOffset offset(long millis) {
        return ZoneOffset.ofTotalSeconds((int) (millis / 1000));
    }

    private static String text(ZoneId zone, Instant start) {
        return created(hearingAt(new EventTime.Timed(start, start.plusSeconds(60), zone)))
                .text();
    }
}
