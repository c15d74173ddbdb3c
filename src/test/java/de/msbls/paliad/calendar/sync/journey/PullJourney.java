package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.testing.Case;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Edits made in the calendar, and what they must not lose on the way through the database. */
public abstract class PullJourney extends Journey {

    @Test
    void titleTimePlaceAndDescriptionEditedInTheCalendarComeIntoTheDatabase() {
        UUID dentist = synced("Dentist");

        edit(hrefOf("Dentist"), ics -> {
            String moved = Events.edited(Events.edited(ics, "DTSTART", "20270304T113000"), "DTEND", "20270304T121500");
            return Events.with(
                    Events.edited(moved, "SUMMARY", "Surgeon"), "LOCATION:Room 7\r\nDESCRIPTION:Bring the X-ray");
        });

        awaitValue(dentist, "title", "Surgeon");
        assertThat(value(dentist, "location")).isEqualTo("Room 7");
        assertThat(value(dentist, "description")).isEqualTo("Bring the X-ray");
        assertThat(startOf(dentist)).isEqualTo("2027-03-04 11:30:00 Europe/Berlin");
        assertThat(value(dentist, "ends_at - starts_at")).isEqualTo("00:45:00");

        edit(hrefOf("Surgeon"), ics -> Events.without(Events.edited(ics, "LOCATION", "Room 8"), "DESCRIPTION"));

        awaitValue(dentist, "location || coalesce(description, '')", "Room 8");
    }

    @Test
    @Case(30)
    void whatThePhoneAddedSurvivesAChangeOfTheTitle() {
        UUID hearing = synced("Hearing");
        String href = hrefOf("Hearing");
        edit(
                href,
                ics -> Events.with(
                        ics,
                        String.join(
                                "\r\n",
                                "CATEGORIES:Court",
                                "COLOR:crimson",
                                "X-PHONE-NOTE;X-LEVEL=2:Bring cake",
                                "ATTACH:https://example.test/brief.pdf",
                                "BEGIN:VALARM",
                                "ACTION:DISPLAY",
                                "DESCRIPTION:Leave",
                                "TRIGGER:-PT30M",
                                "END:VALARM")));
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        retitle(hearing, "Oral hearing");

        lawyer.awaitTitles(calendar, "Oral hearing");
        assertThat(Events.unfolded(ics(href)))
                .contains(
                        "CATEGORIES:Court",
                        "COLOR:crimson",
                        "X-PHONE-NOTE;X-LEVEL=2:Bring cake",
                        "ATTACH:https://example.test/brief.pdf",
                        "BEGIN:VALARM",
                        "TRIGGER:-PT30M",
                        "BEGIN:VTIMEZONE",
                        "TZID:Europe/Berlin");
    }

    @Test
    @Case(31)
    void aSeriesMadeOfOurEventKeepsItsOverrideAndItsSiblings() {
        UUID meeting = synced("Meeting");
        String href = hrefOf("Meeting");
        edit(href, PullJourney::asSeries);
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        retitle(meeting, "Team meeting");

        lawyer.awaitTitles(calendar, "Team meeting");
        String series = Events.unfolded(ics(href));
        assertThat(series)
                .contains("RRULE:FREQ=WEEKLY;COUNT=4")
                .containsPattern("RECURRENCE-ID[^\r\n]*:20270308T100000");
        assertThat(series).contains("SUMMARY:Lunch instead", "SUMMARY:Team meeting");
        assertThat(series.split("BEGIN:VEVENT", -1)).hasSize(3);
        assertThat(startOf(meeting)).isEqualTo("2027-03-01 10:00:00 Europe/Berlin");
        assertThat(conflicts(meeting)).isEmpty();
    }

    /** Weekly, and the second instance is another meeting at another hour. */
    private static String asSeries(String ics) {
        String event = ics.substring(ics.indexOf("BEGIN:VEVENT"), ics.indexOf("END:VEVENT")) + "END:VEVENT\r\n";
        String override = Events.edited(event, "SUMMARY", "Lunch instead")
                .replaceFirst("(?m)^DTSTART(;[^:]*)?:[^\r\n]*", "DTSTART$1:20270308T120000")
                .replaceFirst("(?m)^DTEND(;[^:]*)?:[^\r\n]*", "DTEND$1:20270308T130000")
                .replace("END:VEVENT", "RECURRENCE-ID;TZID=Europe/Berlin:20270308T100000\r\nEND:VEVENT");
        return Events.with(ics, "RRULE:FREQ=WEEKLY;COUNT=4").replace("END:VCALENDAR", override + "END:VCALENDAR");
    }

    @Test
    @Case(32)
    void textsComeBackEqual() {
        String title = "Müller ./. Weiß; § 12, \\o/ 😀 \"quoted\"";
        String description = "First line\nC:\\data; a, b\rafter a bare CR\n" + "0123456789 ".repeat(900) + "end";
        UUID hearing = synced("Hearing");
        String href = hrefOf("Hearing");
        firm.execute(
                "UPDATE paliad.appointments SET title = ?, description = ? WHERE id = ?", title, description, hearing);
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        VEvent there = Biweekly.parse(ics(href)).first().getEvents().get(0);
        assertThat(there.getSummary().getValue()).isEqualTo(title);
        assertThat(there.getDescription().getValue()).isEqualToNormalizingNewlines(description.replace('\r', '\n'));

        edit(href, ics -> Events.edited(Events.edited(ics, "DTSTART", "20270302T140000"), "DTEND", "20270302T150000"));

        awaitValue(hearing, "(starts_at AT TIME ZONE time_zone)::text", "2027-03-02 14:00:00");
        assertThat(value(hearing, "title")).isEqualTo(title);
        assertThat(value(hearing, "description")).isEqualTo(description);
        assertThat(conflicts(hearing)).isEmpty();
    }

    @Test
    @Case({18, 32})
    void aBackslashBeforeAnNIsNoLineFeedInTheDatabase() {
        UUID path = synced("Path");
        String href = hrefOf("Path");
        retitle(path, "C:\\new");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        assertThat(Biweekly.parse(ics(href))
                        .first()
                        .getEvents()
                        .get(0)
                        .getSummary()
                        .getValue())
                .isEqualTo(asItStores("C:\\new"));
        assertThat(value(path, "title")).isEqualTo("C:\\new");
        assertThat(pushed()).isEqualTo(2);
    }

    /** What becomes of a title that holds a backslash before an n. */
    protected String asItStores(String title) {
        return title;
    }

    @Test
    @Case(28)
    void anAllDayAppointmentKeepsItsDatesBothWays() {
        UUID holiday = firm.appointment(lawyer.id(), null, "Holiday", START);
        firm.execute("""
                UPDATE paliad.appointments
                SET all_day = true, starts_at = NULL, ends_at = NULL, time_zone = NULL,
                    start_date = '2027-03-28', end_date = '2027-03-30'
                WHERE id = ?
                """, holiday);
        lawyer.awaitTitles(calendar, "Holiday");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        String href = hrefOf("Holiday");
        assertThat(Events.unfolded(ics(href))).contains("DTSTART;VALUE=DATE:20270328", "DTEND;VALUE=DATE:20270330");

        edit(href, ics -> Events.edited(Events.edited(ics, "DTSTART", "20271031"), "DTEND", "20271101"));

        awaitValue(holiday, "all_day || ' ' || start_date || ' ' || end_date", "true 2027-10-31 2027-11-01");
    }

    @Test
    @Case(29)
    void aZonedEventKeepsItsLocalHourAcrossADaylightSavingChange() {
        UUID call = firm.appointment(lawyer.id(), null, "Call", START);
        set(call, "time_zone", "America/Los_Angeles");
        lawyer.awaitTitles(calendar, "Call");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        String href = hrefOf("Call");
        assertThat(Events.line(ics(href), "DTSTART")).isEqualTo("20270301T010000");
        assertThat(Events.unfolded(ics(href)))
                .contains("BEGIN:VTIMEZONE", "TZID:America/Los_Angeles", "DTSTART;TZID=America/Los_Angeles:");

        edit(href, ics -> Events.edited(Events.edited(ics, "DTSTART", "20270401T010000"), "DTEND", "20270401T020000"));

        awaitValue(call, "(starts_at AT TIME ZONE time_zone)::text", "2027-04-01 01:00:00");
        assertThat(value(call, "starts_at AT TIME ZONE 'UTC'")).isEqualTo("2027-04-01 08:00:00");
    }
}
