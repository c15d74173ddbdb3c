package de.msbls.paliad.calendar.ical;

import static de.msbls.paliad.calendar.ical.Events.BERLIN;
import static de.msbls.paliad.calendar.ical.Events.STAMP;
import static de.msbls.paliad.calendar.ical.Events.created;
import static de.msbls.paliad.calendar.ical.Events.days;
import static de.msbls.paliad.calendar.ical.Events.hearing;
import static de.msbls.paliad.calendar.ical.Events.hearingAt;
import static de.msbls.paliad.calendar.ical.Events.lines;
import static de.msbls.paliad.calendar.ical.Events.readBack;
import static de.msbls.paliad.calendar.ical.Events.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.msbls.paliad.calendar.testing.Case;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedEventTest {

    @Test
    void anEventHoldsOurFieldsAndNothingElse() {
        EventObject event = EventObject.create("u@p", hearingAt(days("2026-05-04", "2026-05-06")), true, STAMP);

        assertThat(event.text())
                .isEqualTo(String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Paliad//Paliad Calendar//EN",
                        "BEGIN:VEVENT",
                        "UID:u@p",
                        "DTSTAMP:20260102T030405Z",
                        "SUMMARY:Hearing",
                        "STATUS:CONFIRMED",
                        "DESCRIPTION:Bring the files",
                        "LOCATION:Room 7",
                        "CLASS:PRIVATE",
                        "DTSTART;VALUE=DATE:20260504",
                        "DTEND;VALUE=DATE:20260506",
                        "END:VEVENT",
                        "END:VCALENDAR",
                        ""));
        assertThat(event.isPrivate()).isTrue();
        assertThat(event.isRecurring()).isFalse();
        assertThat(event.uid()).isEqualTo("u@p");
    }

    @Test
    void whatIsAbsentIsNotWritten() {
        EventTime time = days("2026-05-04", "2026-05-05");

        EventObject event = created(new EventFields("", null, "", EventStatus.TENTATIVE, time));

        assertThat(event.text()).doesNotContain("DESCRIPTION", "LOCATION", "CLASS", "ATTENDEE", "ORGANIZER", "VALARM");
        assertThat(event.fields()).isEqualTo(new EventFields("", null, null, EventStatus.TENTATIVE, time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago"})
    @Case(28)
    void allDayKeepsItsDatesWhereverTheServerRuns(String serverZone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(serverZone));
            EventFields wholeDay = hearingAt(days("2026-03-29", "2026-03-30"));

            assertThat(readBack(wholeDay)).isEqualTo(wholeDay);
            assertThat(lines(created(wholeDay))).contains("DTSTART;VALUE=DATE:20260329", "DTEND;VALUE=DATE:20260330");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    @Case(29)
    void zonedEventCarriesItsZoneAndItsLocalTime() {
        EventObject event = created(hearing());

        assertThat(lines(event))
                .containsSubsequence(
                        "BEGIN:VTIMEZONE",
                        "TZID:Europe/Berlin",
                        "BEGIN:DAYLIGHT",
                        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                        "END:DAYLIGHT",
                        "END:VTIMEZONE",
                        "BEGIN:VEVENT",
                        "DTSTART;TZID=Europe/Berlin:20260504T100000",
                        "DTEND;TZID=Europe/Berlin:20260504T123000");
        assertThat(readBack(hearing())).isEqualTo(hearing());
    }

    @Test
    void utcIsWrittenAsUtc() {
        EventFields fields = hearingAt(timed("2026-05-04T10:00", "2026-05-04T11:00", ZoneId.of("UTC")));

        assertThat(lines(created(fields))).contains("DTSTART:20260504T100000Z", "DTEND:20260504T110000Z");
        assertThat(created(fields).text()).doesNotContain("VTIMEZONE");
        assertThat(readBack(fields)).isEqualTo(fields);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z", "Etc/UTC", "GMT", "+02:00", "+05:45", "UTC+03:00", "Asia/Calcutta"})
    void aZoneOfAnyNameComesBackMeaningTheSame(String zone) {
        EventFields fields = hearingAt(timed("2026-05-04T10:00", "2026-05-04T11:00", ZoneId.of(zone)));

        assertThat(readBack(fields).differences(fields)).isEmpty();
    }

    @Test
    void anEventOfNoLengthHasNoEnd() {
        EventFields fields = hearingAt(timed("2026-05-04T10:00", "2026-05-04T10:00", BERLIN));

        assertThat(created(fields).text()).doesNotContain("DTEND");
        assertThat(readBack(fields)).isEqualTo(fields);
    }

    @Test
    void whatTheDatabaseHoldsMoreFinelyThanACalendarIsNoDifference() {
        EventFields fields = hearingAt(new EventTime.Timed(
                Instant.parse("2026-05-04T10:00:00.123456Z"), Instant.parse("2026-05-04T11:00:00.9Z"), BERLIN));

        assertThat(readBack(fields).differences(fields)).isEmpty();
    }

    @Test
    void endsThatNoCalendarCanHoldAreNoDifferenceForEver() {
        EventFields noDay = hearingAt(days("2026-05-04", "2026-05-04"));
        EventFields backwards = hearingAt(timed("2026-05-04T10:00", "2026-05-04T09:00", BERLIN));

        assertThat(readBack(noDay).differences(noDay)).isEmpty();
        assertThat(readBack(backwards).differences(backwards)).isEmpty();
    }

    @Test
    void theHourThatTheClockShowsTwiceKeepsItsInstant() {
        EventFields second = hearingAt(new EventTime.Timed(
                Instant.parse("2026-10-25T01:30:00Z"), Instant.parse("2026-10-25T03:00:00Z"), BERLIN));

        EventTime.Timed read = (EventTime.Timed) readBack(second).time();

        assertThat(read.start()).isEqualTo("2026-10-25T01:30:00Z");
        assertThat(read.zone().getRules().isFixedOffset()).isTrue();
        assertThat(readBack(second).differences(second)).isEmpty();
    }

    @Test
    void anOffsetHasNoTextThatAServerCouldMisread() {
        EventFields fields = hearingAt(timed("2026-05-04T10:00", "2026-05-04T11:00", ZoneOffset.ofHours(2)));

        assertThat(lines(created(fields))).contains("DTSTART;TZID=\"+02:00\":20260504T100000");
    }

    @Test
    void aYearThatCalendarsCannotWriteIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> created(hearingAt(new EventTime.Timed(
                        Instant.parse("+20000-01-01T00:00:00Z"), Instant.parse("+20000-01-01T00:00:00Z"), BERLIN))));
    }

    @Test
    void anEventWithoutAUidIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventObject.create("\r\n", hearing(), false, STAMP));
    }

    @Test
    void noFieldReachesAnotherLine() {
        EventFields fields = new EventFields(
                "x\r\nATTENDEE:mailto:a@b",
                "\nEND:VEVENT",
                "\rBEGIN:VALARM",
                EventStatus.CONFIRMED,
                hearing().time());

        EventObject event = EventObject.create("u\r\nORGANIZER:mailto:a@b", fields, false, STAMP);

        assertThat(lines(event))
                .noneMatch(line ->
                        line.startsWith("ATTENDEE") || line.startsWith("ORGANIZER") || line.startsWith("BEGIN:VALARM"));
        assertThat(EventObject.parse(event.text()).fields().differences(fields)).isEmpty();
    }
}
