package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.sync.Lawyer;
import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.RemoteServer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Something goes, on either side: just that goes on the other, and nothing of anybody else's. */
public abstract class DeleteJourney extends Journey {

    private RemoteCalendar matter;

    @BeforeEach
    void aSecondCalendar() {
        matter = account.newCalendar();
    }

    @Test
    @Case(8)
    void anEventDeletedInTheCalendarIsLeftOutThereAndNothingElseIsDeleted() {
        lawyer.bind(matter, "project", litigation);
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        firm.appointment(lawyer.id(), litigation, "Deadline", START);
        lawyer.awaitTitles(calendar, "Hearing", "Deadline");
        lawyer.awaitTitles(matter, "Hearing", "Deadline");

        calendar.delete(hrefOf("Hearing"));

        awaitStatus(hearing, "suppressed");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        assertThat(Events.titles(calendar)).containsExactly("Deadline");
        assertThat(Events.titles(matter)).containsExactlyInAnyOrder("Hearing", "Deadline");
        assertThat(firm.query("SELECT FROM paliad.appointments WHERE id = ?", hearing))
                .hasSize(1);
    }

    @Test
    void anEditHereBeatsADeletionThere() {
        UUID dentist = synced("Dentist");
        synced("School");
        String href = hrefOf("Dentist");
        String uid = Events.line(ics(href), "UID");

        pauseWhile(() -> {
            calendar.delete(href);
            retitle(dentist, "Surgeon");
        });

        lawyer.awaitTitles(calendar, "Surgeon", "School");
        assertThat(Events.line(ics(hrefOf("Surgeon")), "UID")).isNotEqualTo(uid);
    }

    @Test
    @Case(9)
    void anAppointmentDeletedWhileTheServerIsDownGoesWhenItIsBack() {
        try (RemoteServer server = RealServers.own(server().kind())) {
            RemoteCalendar remote = server.alice().newCalendar();
            Lawyer other = Lawyer.connected(firm, server.alice(), remote);
            UUID dentist = firm.appointment(other.id(), null, "Dentist", START);
            other.awaitTitles(remote, "Dentist"); // a new DAViCal fails one of two PUTs that bring it the same new zone
            firm.appointment(other.id(), null, "School", START);
            other.awaitTitles(remote, "Dentist", "School");
            other.awaitState(other.firstBinding(), "in_sync");

            server.stop();
            firm.execute("DELETE FROM paliad.appointments WHERE id = ?", dentist);
            await().atMost(PATIENCE).until(() -> "waiting".equals(other.connection("state")));
            assertThat(other.connection("error_code")).isEqualTo("unreachable");
            server.startAgain();
            other.syncNow();

            other.awaitTitles(remote, "School");
        }
    }

    @Test
    @Case(10)
    void aDeletedBindingTakesItsObjectsOffTheServerAndKeepsItsLog() {
        UUID binding = lawyer.bind(matter, "project", litigation);
        firm.appointment(lawyer.id(), litigation, "Hearing", START);
        lawyer.awaitTitles(matter, "Hearing");
        lawyer.awaitTitles(calendar, "Hearing");
        lawyer.awaitState(binding, "in_sync");
        matter.put(matter.path() + "own.ics", Events.foreign("Her own"));

        lawyer.api().delete("/api/caldav-bindings/" + binding).then().statusCode(204);

        assertThat(firm.query("SELECT FROM paliad.appointment_caldav_targets WHERE binding_id = ?", binding))
                .isEmpty();
        assertThat(firm.query(
                        "SELECT FROM paliad.caldav_sync_log WHERE user_id = ? AND binding_id IS NULL", lawyer.id()))
                .isNotEmpty();
        lawyer.awaitTitles(matter, "Her own");
        lawyer.awaitTitles(calendar, "Hearing");
    }

    @Test
    @Case(10)
    void aDeletedBindingLeavesItsObjectsWhereTheUserKeepsThem() {
        UUID binding = lawyer.bind(matter, "project", litigation);
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        lawyer.awaitTitles(matter, "Hearing");
        lawyer.awaitState(binding, "in_sync");

        lawyer.api()
                .delete("/api/caldav-bindings/" + binding + "?keep_remote=true")
                .then()
                .statusCode(204);
        retitle(hearing, "Oral hearing");

        lawyer.awaitTitles(calendar, "Oral hearing");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        assertThat(Events.titles(matter)).containsExactly("Hearing");
    }

    @Test
    @Case({10, 37})
    void aUserWhomTheFirmDeletesLeavesNothingOfOursInHerCalendars() {
        UUID partner = firm.user();
        firm.team(litigation, partner, "lead");
        lawyer.bind(matter, "project", litigation);
        firm.appointment(partner, litigation, "Hearing", START);
        lawyer.awaitTitles(calendar, "Hearing");
        lawyer.awaitTitles(matter, "Hearing");
        calendar.put(calendar.path() + "own.ics", Events.foreign("Her own"));

        firm.execute("DELETE FROM paliad.users WHERE id = ?", lawyer.id());

        lawyer.awaitTitles(matter);
        lawyer.awaitTitles(calendar, "Her own");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        firm.query("SELECT FROM paliad.retired_caldav_accounts WHERE user_id = ?", lawyer.id()))
                .isEmpty());
        assertThat(firm.query("SELECT FROM paliad.appointments WHERE project_id = ?", litigation))
                .hasSize(1);
    }

    @Test
    @Case(10)
    void aRemovedConnectionTakesOffWhatWeWroteAndNothingElse() {
        synced("Dentist");
        calendar.put(calendar.path() + "own.ics", Events.foreign("Her own"));

        lawyer.api().delete("/api/caldav-config").then().statusCode(204);

        lawyer.awaitTitles(calendar, "Her own");
    }
}
