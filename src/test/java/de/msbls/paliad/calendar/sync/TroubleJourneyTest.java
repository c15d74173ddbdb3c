package de.msbls.paliad.calendar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.dev.server.RealServer;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a lawyer and her calendars go through when something is wrong, on a real server. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class TroubleJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String START = "2027-03-01T09:00:00Z";

    DataSource database;

    private FirmData firm;

    @BeforeEach
    void aFirm() {
        firm = new FirmData(database);
    }

    @Test
    void case09AnAppointmentDeletedWhileTheServerIsDownGoesWhenItIsBack() {
        try (RemoteServer server = RealServers.own(RealServer.Kind.RADICALE)) {
            RemoteAccount account = server.alice();
            RemoteCalendar calendar = account.newCalendar();
            Lawyer lawyer = Lawyer.connected(firm, account, calendar);
            UUID dentist = firm.appointment(lawyer.id(), null, "Dentist", START);
            firm.appointment(lawyer.id(), null, "School", START);
            lawyer.awaitTitles(calendar, "Dentist", "School");

            server.stop();
            firm.execute("DELETE FROM paliad.appointments WHERE id = ?", dentist);
            await().atMost(PATIENCE).until(() -> "waiting".equals(lawyer.connection("state")));
            assertThat(lawyer.connection("error_code")).isEqualTo("unreachable");
            server.startAgain();
            lawyer.api()
                    .post("/api/caldav-bindings/" + lawyer.firstBinding() + "/sync", "")
                    .then()
                    .statusCode(202);

            lawyer.awaitTitles(calendar, "School");
        }
    }

    @Test
    void case06ACalendarThatIsSuddenlyEmptyHoldsItsDeletions() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar emptied = account.newCalendar();
        Lawyer lawyer = Lawyer.connected(firm, account, emptied);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        firm.appointment(lawyer.id(), null, "School", START);
        lawyer.awaitTitles(emptied, "Dentist", "School");

        emptied.list().forEach(emptied::delete);

        lawyer.awaitState(lawyer.firstBinding(), "held");
        assertThat(statuses(lawyer)).containsOnly("active");
    }

    @Test
    void case11ATeamTableThatEmptiesAScopeHoldsItsDeletions() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        Lawyer lawyer = Lawyer.connected(firm, account, calendar);
        UUID client = firm.project("client", null);
        firm.team(client, lawyer.id(), "member");
        IntStream.range(0, 12).forEach(i -> firm.appointment(lawyer.id(), client, "Hearing " + i, START));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calendar.list()).hasSize(12));

        firm.execute("DELETE FROM paliad.project_teams WHERE user_id = ?", lawyer.id());

        lawyer.awaitState(lawyer.firstBinding(), "held");
        assertThat(calendar.list()).hasSize(12);
    }

    @Test
    void aScopeThatTheUserNarrowsTakesAwayWhatLeftIt() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        Lawyer lawyer = Lawyer.connected(firm, account, calendar);
        UUID client = firm.project("client", null);
        firm.team(client, lawyer.id(), "member");
        IntStream.range(0, 12).forEach(i -> firm.appointment(lawyer.id(), client, "Hearing " + i, START));
        firm.appointment(lawyer.id(), null, "Dentist", START);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calendar.list()).hasSize(13));

        lawyer.api()
                .patch("/api/caldav-bindings/" + lawyer.firstBinding(), Map.of("scope_kind", "personal_only"))
                .then()
                .statusCode(200);

        lawyer.awaitTitles(calendar, "Dentist");
    }

    @Test
    void case07ACalendarThatIsGoneIsToldAndBothSidesKeepTheirData() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        Lawyer lawyer = Lawyer.connected(firm, account, calendar);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        lawyer.awaitTitles(calendar, "Dentist");

        calendar.deleteAll();

        lawyer.awaitState(lawyer.firstBinding(), "calendar_missing");
        assertThat(statuses(lawyer)).containsExactly("active");
        assertThat(firm.query("SELECT FROM paliad.appointments WHERE created_by = ?", lawyer.id()))
                .hasSize(1);
    }

    @Test
    void case21AWrongPasswordIsToldAndNotTriedAgainAtOnce() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        Lawyer lawyer = Lawyer.connected(
                firm, new RemoteAccount(account.server(), account.home(), account.username(), "wrong"), calendar);

        await().atMost(PATIENCE).until(() -> "password_refused".equals(lawyer.connection("state")));
        assertThat(lawyer.connection("error_code")).isEqualTo("unauthorized");
        assertThat(lawyer.connection("retry_at")).isNotNull();

        lawyer.connectAgain(account);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        lawyer.awaitTitles(calendar, "Dentist");
    }

    @Test
    void aFirstConnectionWithoutACalendarGetsOneMadeForIt() {
        RemoteAccount account = RealServers.radicale().newAccount();
        Lawyer lawyer = Lawyer.connected(firm, account, null);
        firm.appointment(lawyer.id(), null, "Dentist", START);

        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        String path = lawyer.api()
                .get("/api/caldav-bindings/" + lawyer.firstBinding())
                .jsonPath()
                .getString("calendar_path");
        lawyer.awaitTitles(account.calendar(path), "Dentist");
    }

    @Test
    void case38APointedElsewhereConnectionTakesItsObjectsOffTheOldServer() {
        RemoteAccount old = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = old.newCalendar();
        Lawyer lawyer = Lawyer.connected(firm, old, calendar);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        lawyer.awaitTitles(calendar, "Dentist");
        RemoteAccount other = RealServers.radicale().newAccount();

        lawyer.connectAgain(other);

        lawyer.awaitTitles(calendar);
        lawyer.awaitState(lawyer.firstBinding(), "choose_calendar");
        RemoteCalendar there = other.newCalendar();
        lawyer.bind(there, "personal_only", null);
        lawyer.awaitTitles(there, "Dentist");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        firm.query("SELECT FROM paliad.retired_caldav_accounts WHERE user_id = ?", lawyer.id()))
                .isEmpty());
    }

    @Test
    void case10ARemovedConnectionTakesOffWhatWeWroteAndNothingElse() {
        RemoteAccount account = RealServers.radicale().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        Lawyer lawyer = Lawyer.connected(firm, account, calendar);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        lawyer.awaitTitles(calendar, "Dentist");
        calendar.put(calendar.path() + "own.ics", Events.foreign("Her own"));

        lawyer.api().delete("/api/caldav-config").then().statusCode(204);

        lawyer.awaitTitles(calendar, "Her own");
    }

    @Test
    void case35AFirstGenerationCalendarIsAdoptedAndNotDoubled() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        UUID user = firm.user();
        UUID same = firm.appointment(user, null, "Dentist", START);
        UUID edited = firm.appointment(user, null, "School", START);
        calendar.put(calendar.path() + "first.ics", Events.ofFirstGeneration("uid-1-" + user, "Dentist"));
        calendar.put(calendar.path() + "second.ics", Events.ofFirstGeneration("uid-2-" + user, "Open day"));
        firm.execute(
                "INSERT INTO paliad.first_generation_uids VALUES (?, ?), (?, ?)",
                same,
                "uid-1-" + user,
                edited,
                "uid-2-" + user);

        Lawyer lawyer = Lawyer.upgraded(firm, user, account, calendar);

        lawyer.awaitTitles(calendar, "Dentist", "School");
        assertThat(calendar.list()).allMatch(href -> href.endsWith("first.ics") || href.endsWith("second.ics"));
        assertThat(firm.query(
                        "SELECT cause, remote ->> 'title' AS title FROM paliad.caldav_conflicts WHERE user_id = ?",
                        user))
                .containsExactly(Map.of("cause", "both_changed", "title", "Open day"));
    }

    private List<Object> statuses(Lawyer lawyer) {
        return firm
                .query(
                        "SELECT status FROM paliad.appointment_caldav_targets WHERE binding_id = ?",
                        lawyer.firstBinding())
                .stream()
                .map(row -> row.get("status"))
                .toList();
    }
}
