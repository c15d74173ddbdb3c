package de.msbls.paliad.calendar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.RemoteServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service is for, seen from both sides: the REST API and SQL here, a real CalDAV server there. */
abstract class MainJourney {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String START = "2027-03-01T09:00:00Z";

    DataSource database;

    private FirmData firm;
    private RemoteAccount account;
    private RemoteCalendar everything;
    private RemoteCalendar matter;
    private Lawyer lawyer;
    private UUID litigation;

    abstract RemoteServer server();

    @BeforeEach
    void aLawyerWithTwoBindings() {
        firm = new FirmData(database);
        account = server().newAccount();
        everything = account.newCalendar();
        matter = account.newCalendar();
        lawyer = Lawyer.connected(firm, account, everything);
        litigation = firm.project("litigation", firm.project("client", null));
        firm.team(litigation, lawyer.id(), "lead");
    }

    @Test
    void aProjectAppointmentLandsInBothCalendarsAndAPersonalOneInTheFirst() {
        lawyer.bind(matter, "project", litigation);
        firm.appointment(lawyer.id(), litigation, "Hearing", START);
        firm.appointment(lawyer.id(), null, "Dentist", START);

        lawyer.awaitTitles(everything, "Hearing", "Dentist");
        lawyer.awaitTitles(matter, "Hearing");
    }

    @Test
    void aDeletedBindingTakesItsObjectsOffTheServerAndKeepsItsLog() {
        UUID binding = lawyer.bind(matter, "project", litigation);
        firm.appointment(lawyer.id(), litigation, "Hearing", START);
        lawyer.awaitTitles(matter, "Hearing");
        lawyer.awaitTitles(everything, "Hearing");
        lawyer.awaitState(binding, "in_sync");

        lawyer.api().delete("/api/caldav-bindings/" + binding).then().statusCode(204);

        assertThat(firm.query("SELECT FROM paliad.appointment_caldav_targets WHERE binding_id = ?", binding))
                .isEmpty();
        assertThat(firm.query(
                        "SELECT FROM paliad.caldav_sync_log WHERE user_id = ? AND binding_id IS NULL", lawyer.id()))
                .isNotEmpty();
        lawyer.awaitTitles(matter);
        lawyer.awaitTitles(everything, "Hearing");
    }

    @Test
    void anAppointmentDeletedByTheFirmDisappearsFromTheCalendars() {
        lawyer.bind(matter, "project", litigation);
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        firm.appointment(lawyer.id(), litigation, "Deadline", START);
        lawyer.awaitTitles(everything, "Hearing", "Deadline");
        lawyer.awaitTitles(matter, "Hearing", "Deadline");

        firm.execute("DELETE FROM paliad.appointments WHERE id = ?", hearing);

        assertThat(firm.query("SELECT FROM paliad.appointment_caldav_targets WHERE appointment_id = ?", hearing))
                .isEmpty();
        lawyer.awaitTitles(everything, "Deadline");
        lawyer.awaitTitles(matter, "Deadline");
    }

    @Test
    void anEventMovedInTheCalendarMovesInTheDatabaseAndInTheOtherCalendar() {
        lawyer.bind(matter, "project", litigation);
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        lawyer.awaitTitles(matter, "Hearing");
        lawyer.awaitTitles(everything, "Hearing");
        String href = Events.href(everything, "Hearing");
        String ics = everything.get(href).orElseThrow();

        everything.put(
                href, Events.edited(Events.edited(ics, "DTSTART", "20270302T140000"), "DTEND", "20270302T150000"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(startOf(hearing)).isEqualTo("2027-03-02 14:00:00 Europe/Berlin"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Events.line(matter.objects().get(0), "DTSTART"))
                        .isEqualTo("20270302T140000"));
    }

    @Test
    void case08AnEventDeletedInTheCalendarIsLeftOutThereAndNothingElseIsDeleted() {
        lawyer.bind(matter, "project", litigation);
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        firm.appointment(lawyer.id(), litigation, "Deadline", START);
        lawyer.awaitTitles(everything, "Hearing", "Deadline");
        lawyer.awaitTitles(matter, "Hearing", "Deadline");

        everything.delete(Events.href(everything, "Hearing"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statusIn(lawyer.firstBinding(), hearing))
                .isEqualTo("suppressed"));
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        assertThat(Events.titles(everything)).containsExactly("Deadline");
        assertThat(Events.titles(matter)).containsExactlyInAnyOrder("Hearing", "Deadline");
        assertThat(firm.query("SELECT FROM paliad.appointments WHERE id = ?", hearing))
                .hasSize(1);
    }

    @Test
    void case18ASecondTickWritesNothing() {
        firm.appointment(lawyer.id(), litigation, "Hearing", START);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        lawyer.awaitTitles(everything, "Hearing", "Dentist");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        Map<String, String> before = everything.etags();

        lawyer.api()
                .post("/api/caldav-bindings/" + lawyer.firstBinding() + "/sync", "")
                .then()
                .statusCode(202);
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        assertThat(everything.etags()).isEqualTo(before);
        assertThat(firm.query(
                        "SELECT sum(items_pushed)::int AS pushed FROM paliad.caldav_sync_log WHERE user_id = ?",
                        lawyer.id()))
                .containsExactly(Map.of("pushed", 2));
    }

    @Test
    void case30AnAlarmSetOnThePhoneSurvivesAChangeOfTheTitle() {
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        lawyer.awaitTitles(everything, "Hearing");
        String href = Events.href(everything, "Hearing");
        String alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Leave\r\nTRIGGER:-PT30M\r\nEND:VALARM";
        everything.put(href, Events.with(everything.get(href).orElseThrow(), alarm));
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        firm.execute("UPDATE paliad.appointments SET title = 'Oral hearing' WHERE id = ?", hearing);

        lawyer.awaitTitles(everything, "Oral hearing");
        assertThat(everything.get(href).orElseThrow()).contains("BEGIN:VALARM", "TRIGGER:-PT30M");
    }

    @Test
    void case33TitleChangedHereAndTimeThereAtOnceBothSurvive() {
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        lawyer.awaitTitles(everything, "Hearing");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        String href = Events.href(everything, "Hearing");
        String ics = everything.get(href).orElseThrow();

        pauseWhile(() -> {
            everything.put(
                    href, Events.edited(Events.edited(ics, "DTSTART", "20270305T100000"), "DTEND", "20270305T110000"));
            firm.execute("UPDATE paliad.appointments SET title = 'Oral hearing' WHERE id = ?", hearing);
        });

        lawyer.awaitTitles(everything, "Oral hearing");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(startOf(hearing)).isEqualTo("2027-03-05 10:00:00 Europe/Berlin"));
        assertThat(Events.line(everything.get(href).orElseThrow(), "DTSTART")).isEqualTo("20270305T100000");
    }

    @Test
    void case34TheSameFieldChangedOnBothSidesStaysTheDatabasesAndTheOtherIsKept() {
        UUID hearing = firm.appointment(lawyer.id(), litigation, "Hearing", START);
        lawyer.awaitTitles(everything, "Hearing");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        String href = Events.href(everything, "Hearing");
        String ics = everything.get(href).orElseThrow();

        pauseWhile(() -> {
            everything.put(href, Events.edited(ics, "SUMMARY", "Theirs"));
            firm.execute("UPDATE paliad.appointments SET title = 'Ours' WHERE id = ?", hearing);
        });

        lawyer.awaitTitles(everything, "Ours");
        assertThat(firm.query(
                        "SELECT cause, remote ->> 'title' AS title FROM paliad.caldav_conflicts WHERE appointment_id = ?",
                        hearing))
                .containsExactly(Map.of("cause", "both_changed", "title", "Theirs"));
    }

    @Test
    void anObserversEditIsPutBackAndKept() {
        UUID partner = firm.user();
        UUID watched = firm.project("client", null);
        firm.team(watched, lawyer.id(), "observer");
        UUID hearing = firm.appointment(partner, watched, "Hearing", START);
        lawyer.awaitTitles(everything, "Hearing");
        String href = Events.href(everything, "Hearing");

        everything.put(href, Events.edited(everything.get(href).orElseThrow(), "SUMMARY", "Mine"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conflictCauses(hearing)).containsExactly("may_not_edit"));
        lawyer.awaitTitles(everything, "Hearing");
    }

    private List<Object> conflictCauses(UUID appointment) {
        return firm.query("SELECT cause FROM paliad.caldav_conflicts WHERE appointment_id = ?", appointment).stream()
                .map(row -> row.get("cause"))
                .toList();
    }

    /** Both sides change while no tick looks. */
    private void pauseWhile(Runnable changes) {
        String path = "/api/caldav-bindings/" + lawyer.firstBinding();
        lawyer.api().patch(path, Map.of("enabled", false)).then().statusCode(200);
        lawyer.awaitState(lawyer.firstBinding(), "paused");
        await().atMost(PATIENCE).until(() -> firm.query("""
                                SELECT FROM paliad.caldav_leases lease
                                JOIN paliad.user_caldav_config config USING (account_id)
                                WHERE config.user_id = ? AND lease.expires_at > now()
                                """, lawyer.id()).isEmpty());
        changes.run();
        lawyer.api().patch(path, Map.of("enabled", true)).then().statusCode(200);
    }

    private String startOf(UUID appointment) {
        return (String) firm.query("""
                        SELECT (starts_at AT TIME ZONE time_zone)::text || ' ' || time_zone AS start
                        FROM paliad.appointments
                        WHERE id = ?
                        """, appointment).get(0).get("start");
    }

    private Object statusIn(UUID binding, UUID appointment) {
        return firm.query(
                        "SELECT status FROM paliad.appointment_caldav_targets WHERE binding_id = ? AND appointment_id = ?",
                        binding,
                        appointment)
                .get(0)
                .get("status");
    }
}
