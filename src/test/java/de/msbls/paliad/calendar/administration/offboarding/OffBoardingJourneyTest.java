package de.msbls.paliad.calendar.administration.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import de.msbls.paliad.calendar.sync.Lawyer;
import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lawyer leaves the firm, on a real server. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class OffBoardingJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String START = "2027-03-01T09:00:00Z";

    DataSource database;

    private FirmData firm;
    private Api admin;

    @BeforeEach
    void aFirm() {
        firm = new FirmData(database);
        admin = Api.with(Tokens.admin(firm.user()));
    }

    @Test
    void herEventsVanishAndThenHerCredentialsAreForgotten() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        Lawyer lawyer = Lawyer.connected(firm, account, calendar);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        firm.appointment(lawyer.id(), null, "Hearing", START);
        lawyer.awaitTitles(calendar, "Dentist", "Hearing");

        offBoard(lawyer, "");

        lawyer.awaitTitles(calendar);
        awaitForgotten(lawyer);
    }

    @Test
    void whatIsToStayStaysAndHerCredentialsAreForgottenAtOnce() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        Lawyer lawyer = Lawyer.connected(firm, account, calendar);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        lawyer.awaitTitles(calendar, "Dentist");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");

        offBoard(lawyer, "?keep_remote=true");

        awaitForgotten(lawyer);
        lawyer.awaitTitles(calendar, "Dentist");
    }

    private void offBoard(Lawyer lawyer, String query) {
        admin.post(path(lawyer.id()) + query, "").then().statusCode(202).body("connected", equalTo(false));
    }

    private void awaitForgotten(Lawyer lawyer) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(admin.get(path(lawyer.id())).jsonPath().getList("accounts"))
                    .isEmpty();
            assertThat(admin.get(path(lawyer.id())).jsonPath().getString("credentials_kept_until"))
                    .isNull();
        });
        assertThat(firm.query("""
                        SELECT FROM paliad.user_caldav_config WHERE user_id = ?
                        UNION ALL
                        SELECT FROM paliad.retired_caldav_accounts WHERE user_id = ?
                        """, lawyer.id(), lawyer.id())).isEmpty();
    }

    private static String path(UUID user) {
        return "/api/admin/users/" + user + "/off-boarding";
    }
}
