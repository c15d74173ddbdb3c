package de.msbls.paliad.calendar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The firm has lost a master key: what it sealed, passwords and the texts that both sides agreed on, nobody can read again. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class LostKeyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String START = "2027-03-01T09:00:00Z";

    DataSource database;

    private FirmData firm;
    private RemoteCalendar calendar;
    private Lawyer lawyer;
    private UUID hearing;
    private UUID dentist;

    @BeforeEach
    void aLawyerInSyncWhoseKeyIsLost() {
        firm = new FirmData(database);
        RemoteAccount account = RealServers.sabredav().newAccount();
        calendar = account.newCalendar();
        lawyer = Lawyer.connected(firm, account, calendar);
        hearing = firm.appointment(lawyer.id(), null, "Hearing", START);
        dentist = firm.appointment(lawyer.id(), null, "Dentist", START);
        firm.appointment(lawyer.id(), null, "School", START);
        lawyer.awaitTitles(calendar, "Hearing", "Dentist", "School");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        firm.execute("UPDATE paliad.user_caldav_config SET data_key = '\\x0000' WHERE user_id = ?", lawyer.id());
        await().atMost(PATIENCE).until(() -> "password_needed".equals(lawyer.connection("state")));
    }

    @Test
    void withThePasswordGivenAnewBothWaysGoOn() {
        lawyer.connectAgain(lawyer.account());
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");

        firm.execute("UPDATE paliad.appointments SET title = 'Hearing B' WHERE id = ?", hearing);
        lawyer.awaitTitles(calendar, "Hearing B", "Dentist", "School");
        edit("Dentist", "Dentist, late");

        await().atMost(PATIENCE).until(() -> title(dentist).equals("Dentist, late"));
        assertThat(conflicts()).isEmpty();
    }

    @Test
    void whatWasEditedThereMeanwhileIsKeptAsAConflict() {
        edit("Hearing", "Hearing, moved");

        lawyer.connectAgain(lawyer.account());

        lawyer.awaitTitles(calendar, "Hearing", "Dentist", "School");
        assertThat(conflicts()).containsExactly("Hearing, moved");
    }

    @Test
    void whatWasDeletedThereMeanwhileStaysSo() {
        calendar.delete(Events.href(calendar, "Dentist"));

        lawyer.connectAgain(lawyer.account());

        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        lawyer.awaitTitles(calendar, "Hearing", "School");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        lawyer.awaitTitles(calendar, "Hearing", "School");
    }

    private void edit(String title, String to) {
        String href = Events.href(calendar, title);
        calendar.put(href, Events.edited(calendar.get(href).orElseThrow(), "SUMMARY", to));
        lawyer.syncNow();
    }

    private String title(UUID appointment) {
        return lawyer.api().get("/api/appointments/" + appointment).jsonPath().getString("title");
    }

    private List<String> conflicts() {
        return lawyer.api().get("/api/caldav-conflicts").jsonPath().getList("items.remote.title");
    }
}
