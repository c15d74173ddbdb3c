package de.msbls.paliad.calendar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
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
    @Case(21)
    void aWrongPasswordIsToldAndNotTriedAgainAtOnce() {
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
    @Case(38)
    void aPointedElsewhereConnectionTakesItsObjectsOffTheOldServer() {
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
}
