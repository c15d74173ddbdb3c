package de.msbls.paliad.calendar.ical;

import static de.msbls.paliad.calendar.ical.Events.BERLIN;
import static de.msbls.paliad.calendar.ical.Events.LATER;
import static de.msbls.paliad.calendar.ical.Events.days;
import static de.msbls.paliad.calendar.ical.Events.hearingAt;
import static de.msbls.paliad.calendar.ical.Events.object;
import static de.msbls.paliad.calendar.ical.Events.timed;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.Case;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lawyer cancelled or changed in a series of hers stays so when the firm moves the series. */
class MovedSeriesTest {

    private static final String MONDAYS = object(
                    "DTSTART;TZID=Europe/Berlin:20260504T100000",
                    "DTEND;TZID=Europe/Berlin:20260504T110000",
                    "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261026T090000Z",
                    "EXDATE;TZID=Europe/Berlin:20260511T100000,20260518T100000",
                    "EXDATE:20261019T080000Z",
                    "SUMMARY:Hearing")
            .replace(
                    "END:VCALENDAR",
                    String.join(
                            "\r\n",
                            "BEGIN:VEVENT",
                            "UID:u-1",
                            "DTSTAMP:20260101T000000Z",
                            "RECURRENCE-ID;TZID=Europe/Berlin:20260601T100000",
                            "DTSTART;TZID=Europe/Berlin:20260601T100000",
                            "DTEND;TZID=Europe/Berlin:20260601T110000",
                            "SUMMARY:With the expert",
                            "END:VEVENT",
                            "BEGIN:VEVENT",
                            "UID:u-1",
                            "DTSTAMP:20260101T000000Z",
                            "RECURRENCE-ID;TZID=Europe/Berlin:20260608T100000",
                            "DTSTART;TZID=Europe/Berlin:20260610T150000",
                            "DURATION:PT3H",
                            "SUMMARY:On a Wednesday",
                            "END:VEVENT",
                            "END:VCALENDAR"));

    private static String movedTo(String ics, EventTime time) {
        return EventObject.parse(ics)
                .patched(hearingAt(time), EnumSet.of(OwnedField.TIME), LATER)
                .text();
    }

    @Test
    @Case(31)
    void anotherHourTakesAllExceptionsAlong() {
        assertThat(movedTo(MONDAYS, timed("2026-05-04T14:30", "2026-05-04T16:00", BERLIN)))
                .contains(
                        "DTSTART;TZID=Europe/Berlin:20260504T143000\r\nDTEND;TZID=Europe/Berlin:20260504T160000\r\n",
                        "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261026T133000Z\r\n",
                        "EXDATE;TZID=Europe/Berlin:20260511T143000,20260518T143000\r\n",
                        "EXDATE;TZID=Europe/Berlin:20261019T143000\r\n",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260601T143000\r\n"
                                + "DTSTART;TZID=Europe/Berlin:20260601T143000\r\n"
                                + "DTEND;TZID=Europe/Berlin:20260601T160000\r\n",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260608T143000\r\n"
                                + "DTSTART;TZID=Europe/Berlin:20260610T150000\r\nDURATION:PT3H\r\n");
    }

    @Test
    void anotherDayOfTheWeekIsTheSeriesDayFromThenOn() {
        assertThat(movedTo(MONDAYS, timed("2026-05-05T10:00", "2026-05-05T11:00", BERLIN)))
                .contains(
                        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261027T090000Z\r\n",
                        "EXDATE;TZID=Europe/Berlin:20260512T100000,20260519T100000\r\n",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260602T100000\r\n"
                                + "DTSTART;TZID=Europe/Berlin:20260602T100000\r\n",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260609T100000\r\n"
                                + "DTSTART;TZID=Europe/Berlin:20260610T150000\r\n");
    }

    @Test
    void anotherZoneCountsByItsOwnClock() {
        String moved = movedTo(MONDAYS, timed("2026-05-04T10:00", "2026-05-04T11:00", ZoneId.of("Europe/London")));

        assertThat(moved)
                .contains(
                        "TZID:Europe/London\r\n",
                        "EXDATE;TZID=Europe/London:20260511T100000,20260518T100000\r\n",
                        "EXDATE;TZID=Europe/London:20261019T100000\r\n",
                        "RECURRENCE-ID;TZID=Europe/London:20260601T100000\r\n"
                                + "DTSTART;TZID=Europe/London:20260601T100000\r\n");
    }

    @Test
    void wholeDaysMoveByDays() {
        String holidays = object(
                "DTSTART;VALUE=DATE:20260504",
                "DTEND;VALUE=DATE:20260505",
                "RRULE:FREQ=DAILY;UNTIL=20260520",
                "EXDATE;VALUE=DATE:20260506");

        assertThat(movedTo(holidays, days("2026-05-06", "2026-05-07")))
                .contains("RRULE:FREQ=DAILY;UNTIL=20260522\r\n", "EXDATE;VALUE=DATE:20260508\r\n");
    }

    @Test
    void fromAnHourToWholeDaysTheExceptionsAreDaysToo() {
        assertThat(movedTo(MONDAYS, days("2026-05-04", "2026-05-05")))
                .contains(
                        "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261026\r\n",
                        "EXDATE;VALUE=DATE:20260511,20260518\r\n",
                        "RECURRENCE-ID;VALUE=DATE:20260601\r\nDTSTART;VALUE=DATE:20260601\r\n");
    }

    /** From Tuesday the 12th of May 2026, the second one, ten to eleven. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BYMONTHDAY=12           | 2026-05-14 | BYMONTHDAY=14           | 20260614
            BYMONTHDAY=-20          | 2026-05-14 | BYMONTHDAY=-18          | 20260613
            BYDAY=2TU               | 2026-05-21 | BYDAY=3TH               | 20260618
            BYDAY=TU;BYSETPOS=2     | 2026-05-21 | BYDAY=TH;BYSETPOS=3     | 20260618
            BYDAY=2TU               | 2026-05-29 | BYDAY=-1FR              | 20260626
            BYDAY=2TU               | 2026-06-01 | BYDAY=1MO               | 20260706
            BYDAY=3TU               | 2026-05-21 | BYDAY=3TU               | 20260618
            BYDAY=TU,TH;BYSETPOS=2  | 2026-05-21 | BYDAY=TU,TH;BYSETPOS=2  | 20260618
            """)
    void theDayOfAMonthlySeriesIsNamedAnew(String days, String to, String daysThen, String cancelledThen) {
        String cancelled =
                days.equals("BYMONTHDAY=12") ? "20260612" : days.equals("BYMONTHDAY=-20") ? "20260611" : "20260609";
        String series = object(
                "DTSTART;TZID=Europe/Berlin:20260512T100000",
                "DTEND;TZID=Europe/Berlin:20260512T110000",
                "RRULE:FREQ=MONTHLY;" + days + ";COUNT=12",
                "EXDATE;TZID=Europe/Berlin:" + cancelled + "T100000");

        assertThat(movedTo(series, timed(to + "T10:00", to + "T11:00", BERLIN)))
                .contains(
                        "RRULE:FREQ=MONTHLY;" + daysThen + ";COUNT=12\r\n",
                        "EXDATE;TZID=Europe/Berlin:" + cancelledThen + "T100000\r\n");
    }

    @Test
    void anAnniversaryMovesToAnotherMonth() {
        String anniversary = object(
                "DTSTART;VALUE=DATE:20260512",
                "DTEND;VALUE=DATE:20260513",
                "RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12",
                "EXDATE;VALUE=DATE:20280512");

        assertThat(movedTo(anniversary, days("2026-02-28", "2026-03-01")))
                .contains("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28\r\n", "EXDATE;VALUE=DATE:20280228\r\n");
    }

    @Test
    void whatCannotBeReadStaysAsItIs() {
        String odd = MONDAYS.replace("EXDATE:20261019T080000Z", "EXDATE;TZID=Nowhere:20261019T080000")
                .replace("BYDAY=MO", "BYDAY=1MO");

        assertThat(movedTo(odd, timed("2026-05-05T14:00", "2026-05-05T15:00", BERLIN)))
                .contains(
                        "EXDATE;TZID=Nowhere:20261019T080000\r\n",
                        "BYDAY=1MO;",
                        "EXDATE;TZID=Europe/Berlin:20260512T14");
    }

    @Test
    void anotherTitleMovesNothing() {
        String retitled = EventObject.parse(MONDAYS)
                .patched(Events.titled("Oral hearing"), EnumSet.of(OwnedField.SUMMARY), LATER)
                .text();

        assertThat(times(retitled)).containsExactlyElementsOf(times(MONDAYS));
    }

    private static List<String> times(String ics) {
        return ics.lines()
                .filter(line -> line.matches("(DTSTART|DTEND|DURATION|EXDATE|RRULE|RECURRENCE-ID)[;:].*"))
                .toList();
    }
}
