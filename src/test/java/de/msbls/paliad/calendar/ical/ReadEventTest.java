package de.msbls.paliad.calendar.ical;

import static de.msbls.paliad.calendar.ical.Events.BERLIN;
import static de.msbls.paliad.calendar.ical.Events.days;
import static de.msbls.paliad.calendar.ical.Events.object;
import static de.msbls.paliad.calendar.ical.Events.objectWith;
import static de.msbls.paliad.calendar.ical.Events.timeIn;
import static de.msbls.paliad.calendar.ical.Events.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.msbls.paliad.calendar.ical.UnreadableEventException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadEventTest {

    private static final String START = "DTSTART;TZID=Europe/Berlin:20260504T100000";

    @Test
    void anEventWithoutAnEndLastsADayOrNoTime() {
        assertThat(timeIn("DTSTART;VALUE=DATE:20260504")).isEqualTo(days("2026-05-04", "2026-05-05"));
        assertThat(timeIn("DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260504"))
                .isEqualTo(days("2026-05-04", "2026-05-05"));
        assertThat(timeIn(START)).isEqualTo(timed("2026-05-04T10:00", "2026-05-04T10:00", BERLIN));
    }

    @ParameterizedTest
    @CsvSource({
        "PT2H30M, 2026-03-28T14:30",
        "P1D, 2026-03-29T12:00",
        "PT24H, 2026-03-29T13:00",
        "P1DT1H, 2026-03-29T13:00",
        "+P1W, 2026-04-04T12:00",
        "PT0S, 2026-03-28T12:00",
        "PT90S, 2026-03-28T12:01:30"
    })
    void aDurationCountsDaysByTheClockAndHoursExactly(String duration, String localEnd) {
        assertThat(timeIn("DTSTART;TZID=Europe/Berlin:20260328T120000", "DURATION:" + duration))
                .isEqualTo(timed("2026-03-28T12:00", localEnd, BERLIN));
    }

    @ParameterizedTest
    @CsvSource({"P1D, 2026-05-05", "P3D, 2026-05-07", "P1W, 2026-05-11", "PT48H, 2026-05-06", "PT1H, 2026-05-05"})
    void aDurationOfWholeDays(String duration, String end) {
        assertThat(timeIn("DTSTART;VALUE=DATE:20260504", "DURATION:" + duration))
                .isEqualTo(days("2026-05-04", end));
    }

    @ParameterizedTest
    @CsvSource({
        "W. Europe Standard Time, Europe/Berlin",
        "Pacific Standard Time, America/Los_Angeles",
        "India Standard Time, Asia/Kolkata",
        "UTC+12, Etc/GMT-12",
        "/freeassociation.sourceforge.net/Europe/Berlin, Europe/Berlin",
        "/freeassociation.sourceforge.net/Tzfile/Asia/Kolkata, Asia/Kolkata",
        "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires, America/Argentina/Buenos_Aires",
        "/Europe/Berlin, Europe/Berlin",
        "tzone://Microsoft/Utc, UTC",
        "europe/berlin, Europe/Berlin",
    })
    void aZoneOfAnotherProgramsNameIsUnderstood(String tzid, String zone) {
        assertThat(timeIn("DTSTART;TZID=\"" + tzid + "\":20260504T100000"))
                .isEqualTo(timed("2026-05-04T10:00", "2026-05-04T10:00", ZoneId.of(zone)));
    }

    @Test
    void eachWindowsZoneIsUnderstood() throws IOException {
        Path table = Path.of("src/main/resources/de/msbls/paliad/calendar/ical/windows-zones.txt");
        List<String> names = Files.readAllLines(table).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();

        assertThat(names).hasSizeGreaterThan(130).allSatisfy(name -> assertThat(
                        timeIn("DTSTART;TZID=" + name + ":20260504T100000"))
                .isInstanceOf(EventTime.Timed.class));
    }

    @Test
    void aZoneIsUnderstoodByItsDefinition() {
        String located = zone("Home", "X-LIC-LOCATION:Europe/Berlin", "+0200", "+0100");
        String constant = zone("Customized Time Zone", "X-FOO:1", "+0530", "+0530");
        String whole = zone("Customized Time Zone", "X-FOO:1", "-0300", "-0300");

        assertThat(zoneRead(located, "Home")).isEqualTo(BERLIN);
        assertThat(zoneRead(constant, "Customized Time Zone")).isEqualTo(ZoneId.of("+05:30"));
        assertThat(zoneRead(whole, "Customized Time Zone")).isEqualTo(ZoneId.of("Etc/GMT+3"));
    }

    @Test
    void aZoneThatNobodyKnowsIsRefusedRatherThanGuessed() {
        String changing = zone("Customized Time Zone", "X-FOO:1", "+0200", "+0100");

        assertRefused(Reason.UNKNOWN_ZONE, object("DTSTART;TZID=Middle-earth/Shire:20260504T100000"));
        assertRefused(Reason.UNKNOWN_ZONE, objectWith(changing, "DTSTART;TZID=Customized Time Zone:20260504T100000"));
    }

    @Test
    void aFloatingTimeIsRefused() {
        assertRefused(Reason.FLOATING_TIME, object("DTSTART:20260504T100000"));
        assertRefused(Reason.FLOATING_TIME, object(START, "DTEND:20260504T110000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART:20260504T100000+0200",
                "DTSTART;VALUE=DATE:20260230",
                "DTSTART;VALUE=DATE:00000101",
                "DTSTART;TZID=Europe/Berlin:20260504T250000",
                "DTSTART;TZID=Europe/Berlin:2026-05-04T10:00:00",
                "DTSTART:20260504T100000Z\r\nDTEND:20260504T090000Z",
                "DTSTART:20260504T100000Z\r\nDTEND;VALUE=DATE:20260505",
                "DTSTART:20260504T100000Z\r\nDURATION:-PT1H",
                "DTSTART:20260504T100000Z\r\nDURATION:P99999999999W",
                "DTSTART;VALUE=DATE:99991231\r\nDURATION:P999999W999999DT999999999H\r\nDTEND;VALUE=DATE:1"
            })
    void aTimeThatIsNoneIsRefused(String lines) {
        assertRefused(Reason.MALFORMED, object(lines));
    }

    @Test
    void anEndInAnotherZoneIsAnInstantLikeAnyOther() {
        EventTime.Timed flight = (EventTime.Timed) timeIn(START, "DTEND;TZID=America/New_York:20260504T120000");

        assertThat(flight.end()).isEqualTo("2026-05-04T16:00:00Z");
        assertThat(flight.zone()).isEqualTo(BERLIN);
    }

    @Test
    void aTimeInTheHourThatTheClockSkipsIsReadAsTheStandardSays() {
        EventTime.Timed time = (EventTime.Timed) timeIn("DTSTART;TZID=Europe/Berlin:20260329T023000");

        assertThat(time.start()).isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void noStatusIsConfirmed() {
        assertThat(statusIn(START)).isEqualTo(EventStatus.CONFIRMED);
        assertThat(statusIn(START, "STATUS:NEEDS-ACTION")).isEqualTo(EventStatus.CONFIRMED);
        assertThat(statusIn(START, "status:cancelled")).isEqualTo(EventStatus.CANCELLED);
    }

    @Test
    void namesAndFoldsInAnyFormAreRead() {
        String text = "\uFEFFbegin:vcalendar\nversion:2.0\nBegin:VEvent\nuid:u\n\n"
                + "summary;language=de;X-A=\"b;c:d\":Verhand\n \n lung\ndtstart;value=date:2026\n\t0504\nend:vevent\n"
                + "END:VCALENDAR";

        EventFields fields = EventObject.parse(text).fields();

        assertThat(fields.summary()).isEqualTo("Verhandlung");
        assertThat(fields.time()).isEqualTo(days("2026-05-04", "2026-05-05"));
    }

    @Test
    void aSeriesIsReadByItsMaster() {
        String series = object(
                START,
                "RRULE:FREQ=WEEKLY",
                "SUMMARY:Master\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:u-1",
                "RECURRENCE-ID;TZID=Europe/Berlin:20260511T100000",
                "DTSTART;TZID=Europe/Berlin:20260511T140000",
                "SUMMARY:Override");

        assertThat(EventObject.parse(series).fields().summary()).isEqualTo("Master");
        assertThat(EventObject.parse(series).isRecurring()).isTrue();
    }

    @Test
    void whatIsNotOneEventIsRefused() {
        assertRefused(Reason.MALFORMED, "");
        assertRefused(Reason.MALFORMED, "<html><body>Sign in</body></html>");
        assertRefused(Reason.MALFORMED, "BEGIN:VCARD\r\nEND:VCARD\r\n");
        assertRefused(Reason.MALFORMED, object(START).replace("END:VCALENDAR", ""));
        assertRefused(Reason.MALFORMED, object(START).replace("END:VEVENT", "END:VTODO"));
        assertRefused(Reason.MALFORMED, object(START) + object(START));
        assertRefused(Reason.MALFORMED, object(START).replace("UID:u-1\r\n", ""));
        assertRefused(Reason.MALFORMED, object(START, "END:VEVENT", "BEGIN:VEVENT", "UID:u-1"));
        assertRefused(Reason.NO_EVENT, object(START).replace("VEVENT", "VTODO"));
        assertRefused(Reason.NO_EVENT, object(START, "RECURRENCE-ID:20260504T080000Z"));
        assertRefused(Reason.NO_EVENT, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
        assertRefused(Reason.SEVERAL_UIDS, object(START, "END:VEVENT", "BEGIN:VEVENT", "UID:u-2", START));
        assertRefused(Reason.NO_START, object("SUMMARY:x"));
    }

    @Test
    void moreThan512KilobytesAreRefused() {
        String attachment = "ATTACH;ENCODING=BASE64;VALUE=BINARY:";
        int rest = 512 * 1024 - object(START, attachment).length();

        assertThat(EventObject.parse(object(START, attachment + "A".repeat(rest)))
                        .fields())
                .isNotNull();
        assertRefused(Reason.TOO_LARGE, object(START, attachment + "A".repeat(rest + 1)));
        assertRefused(Reason.TOO_LARGE, object(START, attachment + "é".repeat(rest / 2 + 1)));
        assertRefused(Reason.TOO_LARGE, object(START, "A:\r\n".repeat(100_000)));
        assertRefused(Reason.TOO_LARGE, object(START, "BEGIN:VALARM\r\nEND:VALARM\r\n".repeat(10_000)));
        assertRefused(Reason.TOO_LARGE, object(START, "BEGIN:X\r\n".repeat(10_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRULE:FREQ=SECONDLY",
                "RRULE:FREQ=DAILY;COUNT=1000000000",
                "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "RRULE:FREQ=SECONDLY;INTERVAL=0"
            })
    void aRuleWithoutEndIsCarriedAlongAndNeverExpanded(String rule) {
        String zone = zone("Evil", rule + "\r\nX-LIC-LOCATION:Europe/Berlin", "+0200", "+0100")
                .replace("TZOFFSETTO", rule + "\r\nTZOFFSETTO");

        EventObject event = EventObject.parse(objectWith(zone, "DTSTART;TZID=Evil:20260504T100000", rule));

        assertThat(event.fields().time()).isEqualTo(timed("2026-05-04T10:00", "2026-05-04T10:00", BERLIN));
        assertThat(event.isRecurring()).isTrue();
    }

    private static String zone(String tzid, String line, String summer, String winter) {
        return String.join(
                "\r\n",
                "BEGIN:VTIMEZONE",
                "TZID:" + tzid,
                line,
                "BEGIN:STANDARD",
                "DTSTART:16011028T030000",
                "TZOFFSETFROM:" + summer,
                "TZOFFSETTO:" + winter,
                "END:STANDARD",
                "BEGIN:DAYLIGHT",
                "DTSTART:16010325T020000",
                "TZOFFSETFROM:" + winter,
                "TZOFFSETTO:" + summer,
                "END:DAYLIGHT",
                "END:VTIMEZONE",
                "");
    }

    private static ZoneId zoneRead(String zone, String tzid) {
        String text = objectWith(zone, "DTSTART;TZID=" + tzid + ":20260504T100000");
        return ((EventTime.Timed) EventObject.parse(text).fields().time()).zone();
    }

    private static EventStatus statusIn(String... lines) {
        return EventObject.parse(object(lines)).fields().status();
    }

    private static void assertRefused(Reason reason, String text) {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventObject.parse(text).fields())
                .extracting(UnreadableEventException::reason)
                .isEqualTo(reason);
    }
}
