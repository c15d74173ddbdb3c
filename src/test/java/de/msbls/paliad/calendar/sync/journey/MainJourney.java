package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service is for, seen from both sides: the REST API and SQL here, a real CalDAV server there. */
public abstract class MainJourney extends Journey {

    private RemoteCalendar matter;

    @BeforeEach
    void aSecondCalendar() {
        matter = account.newCalendar();
    }

    @Test
    @Case(15)
    void aProjectAppointmentLandsInBothCalendarsAndAPersonalOneInTheFirst() {
        lawyer.bind(matter, "project", litigation);
        firm.appointment(lawyer.id(), litigation, "Hearing", START);
        firm.appointment(lawyer.id(), null, "Dentist", START);

        lawyer.awaitTitles(calendar, "Hearing", "Dentist");
        lawyer.awaitTitles(matter, "Hearing");
    }

    @Test
    void aBindingThatIsChangedChangesByTheDifferenceAlone() {
        UUID binding = lawyer.bind(matter, "project", litigation);
        firm.appointment(lawyer.id(), litigation, "Hearing", START);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        lawyer.awaitTitles(matter, "Hearing");
        lawyer.awaitState(binding, "in_sync");
        Map<String, String> before = matter.etags();
        String path = "/api/caldav-bindings/" + binding;

        lawyer.api().patch(path, Map.of("include_personal", true)).then().statusCode(200);
        lawyer.awaitTitles(matter, "Hearing", "Dentist");
        assertThat(matter.etags()).containsAllEntriesOf(before);

        Set<String> hrefs = matter.etags().keySet();
        lawyer.api().patch(path, Map.of("detail", "busy")).then().statusCode(200);
        lawyer.awaitTitles(matter, "Busy", "Busy");
        assertThat(matter.etags().keySet()).isEqualTo(hrefs);

        lawyer.api().patch(path, Map.of("include_personal", false)).then().statusCode(200);
        lawyer.awaitTitles(matter, "Busy");
        assertThat(matter.etags().keySet()).isEqualTo(before.keySet());
        lawyer.api().patch(path, Map.of("detail", "full")).then().statusCode(200);
        lawyer.awaitTitles(matter, "Hearing");
        assertThat(matter.etags().keySet()).isEqualTo(before.keySet());
    }

    @Test
    @Case(37)
    void anAppointmentDeletedByTheFirmDisappearsFromTheCalendars() {
        lawyer.bind(matter, "project", litigation);
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        firm.appointment(lawyer.id(), litigation, "Deadline", START);
        lawyer.awaitTitles(calendar, "Hearing", "Deadline");
        lawyer.awaitTitles(matter, "Hearing", "Deadline");

        firm.execute("DELETE FROM paliad.appointments WHERE id = ?", hearing);

        assertThat(firm.query("SELECT FROM paliad.appointment_caldav_targets WHERE appointment_id = ?", hearing))
                .isEmpty();
        lawyer.awaitTitles(calendar, "Deadline");
        lawyer.awaitTitles(matter, "Deadline");
    }

    @Test
    void anEventMovedInTheCalendarMovesInTheDatabaseAndInTheOtherCalendar() {
        lawyer.bind(matter, "project", litigation);
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        lawyer.awaitTitles(matter, "Hearing");
        lawyer.awaitTitles(calendar, "Hearing");

        edit(
                hrefOf("Hearing"),
                ics -> Events.edited(Events.edited(ics, "DTSTART", "20270302T140000"), "DTEND", "20270302T150000"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(startOf(hearing)).isEqualTo("2027-03-02 14:00:00 Europe/Berlin"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Events.line(matter.objects().get(0), "DTSTART"))
                        .isEqualTo("20270302T140000"));
    }

    @Test
    @Case({18, 19})
    void aSecondTickWritesNothing() {
        firm.appointment(lawyer.id(), litigation, "Hearing", START);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        lawyer.awaitTitles(calendar, "Hearing", "Dentist");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        Map<String, String> etags = calendar.etags();
        List<String> texts = calendar.objects();

        lawyer.syncNow();
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        assertThat(calendar.etags()).isEqualTo(etags);
        assertThat(calendar.objects()).isEqualTo(texts);
        assertThat(pushed()).isEqualTo(2);
    }

    @Test
    @Case({19, 20})
    void anUpdateIsOnePutInPlace() {
        UUID dentist = synced("Dentist");
        String href = hrefOf("Dentist");
        String uid = Events.line(ics(href), "UID");

        retitle(dentist, "Surgeon");
        lawyer.awaitTitles(calendar, "Surgeon");
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        assertThat(calendar.list()).containsExactly(href);
        assertThat(Events.line(ics(href), "UID")).isEqualTo(uid);
        assertThat(ics(href)).doesNotContainPattern("(?m)^SEQUENCE:[^0]"); // a title asks nobody to answer again
        assertThat(pushed()).isEqualTo(2);
    }

    @Test
    @Case(16)
    void aSecondChangeLandsThoughTheServerRewroteTheFirst() {
        UUID meeting = synced("Meeting");
        // Servers rewrite what has attendees, and may answer the PUT without an ETag then.
        edit(
                hrefOf("Meeting"),
                ics -> Events.with(
                        ics,
                        "ORGANIZER:mailto:" + account.username() + "@example.test\r\n"
                                + "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:guest@example.org"));
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        retitle(meeting, "First");
        lawyer.awaitTitles(calendar, "First");
        retitle(meeting, "Second");
        lawyer.awaitTitles(calendar, "Second");

        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        assertThat(value(meeting, "title")).isEqualTo("Second");
        assertThat(conflicts(meeting)).isEmpty();
        assertThat(Events.unfolded(calendar.objects().get(0))).contains("guest@example.org");
    }

    @Test
    @Case({5, 23})
    void anEventWithoutADurationIsNeitherLostNorInTheWay() {
        UUID deadline = UUID.randomUUID();
        firm.execute("""
                INSERT INTO paliad.appointments (id, title, starts_at, ends_at, time_zone, created_by)
                VALUES (?, 'Deadline', ?::timestamptz, ?::timestamptz, 'Europe/Berlin', ?)
                """, deadline, START, START, lawyer.id());
        firm.appointment(lawyer.id(), null, "Dentist", START);

        if (takesEventsWithoutADuration()) {
            lawyer.awaitTitles(calendar, "Deadline", "Dentist");
            lawyer.awaitState(lawyer.firstBinding(), "in_sync");
            lawyer.awaitAnotherTick(lawyer.firstBinding());
            assertThat(statusIn(lawyer.firstBinding(), deadline)).isEqualTo("active");
        } else {
            awaitStatus(deadline, "quarantined");
            lawyer.awaitState(lawyer.firstBinding(), "items_refused");
            lawyer.awaitTitles(calendar, "Dentist");
        }
    }

    /** So many appointments of one moment are all in the calendar soon. */
    protected void landsTogether(String zone, int appointments) {
        firm.execute("""
                INSERT INTO paliad.appointments (title, starts_at, ends_at, time_zone, created_by)
                SELECT 'Call', ?::timestamptz, ?::timestamptz + interval '1 hour', ?, ?
                FROM generate_series(1, ?)
                """, START, START, zone, lawyer.id(), appointments);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calendar.list()).hasSize(appointments));
    }

    /** Whether it stores an event that ends when it begins. */
    protected boolean takesEventsWithoutADuration() {
        return true;
    }
}
