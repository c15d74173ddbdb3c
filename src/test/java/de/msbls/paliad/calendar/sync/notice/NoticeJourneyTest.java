package de.msbls.paliad.calendar.sync.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Lawyer;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.WebhookReceiver;
import de.msbls.paliad.calendar.testing.WebhookReceiver.Call;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The firm's own system hears of what only a person can mend, once, and whatever happens to it meanwhile. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class NoticeJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String START = "2027-03-01T09:00:00Z";

    DataSource database;
    WebhookReceiver receiver;

    private FirmData firm;

    @BeforeEach
    void aFirm() {
        firm = new FirmData(database);
    }

    @Test
    void aRefusedPasswordIsToldOnceAndSigned() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        Lawyer lawyer = withWrongPassword(account);

        Call call = awaitCalls(lawyer, 1).get(0);
        assertThat(call.type()).isEqualTo("connection.password_refused");
        assertThat(call.data().getString("error_code")).isEqualTo("unauthorized");
        assertThat(call.signature())
                .isEqualTo(new Signature(ServiceUnderTest.WEBHOOK_SECRET)
                        .of(call.id(), Instant.ofEpochSecond(Long.parseLong(call.timestamp())), call.body()));

        tryAgain(lawyer);
        assertThat(receiver.of(lawyer.id())).hasSize(1);
    }

    @Test
    void whatIsNotTakenIsSentAgain() {
        receiver.turnAway(1);
        Lawyer lawyer = withWrongPassword(RealServers.sabredav().newAccount());
        awaitCalls(lawyer, 1);
        await().atMost(PATIENCE).until(() -> !firm.query(
                        "SELECT FROM paliad.caldav_notices WHERE user_id = ? AND attempts = 1", lawyer.id())
                .isEmpty());

        firm.execute("UPDATE paliad.caldav_notices SET not_before = now() WHERE user_id = ?", lawyer.id());

        List<Call> calls = awaitCalls(lawyer, 2);
        assertThat(calls.get(1).id()).isEqualTo(calls.get(0).id());
        await().atMost(PATIENCE)
                .until(() -> firm.query("SELECT FROM paliad.caldav_notices WHERE user_id = ?", lawyer.id())
                        .isEmpty());
    }

    @Test
    void aHeldGuardIsTold() {
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        Lawyer lawyer = Lawyer.connected(firm, account, calendar);
        firm.appointment(lawyer.id(), null, "Dentist", START);
        firm.appointment(lawyer.id(), null, "School", START);
        lawyer.awaitTitles(calendar, "Dentist", "School");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");

        calendar.list().forEach(calendar::delete);

        Call call = awaitCalls(lawyer, 1).get(0);
        assertThat(call.type()).isEqualTo("binding.held");
        assertThat(call.data().getString("binding_id"))
                .isEqualTo(lawyer.firstBinding().toString());
        assertThat(call.body()).doesNotContain("Dentist");
    }

    private Lawyer withWrongPassword(RemoteAccount account) {
        RemoteCalendar calendar = account.newCalendar();
        return Lawyer.connected(
                firm, new RemoteAccount(account.server(), account.home(), account.username(), "wrong"), calendar);
    }

    private List<Call> awaitCalls(Lawyer lawyer, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.of(lawyer.id())).hasSize(count));
        return receiver.of(lawyer.id());
    }

    private void tryAgain(Lawyer lawyer) {
        firm.execute("""
                UPDATE paliad.caldav_leases lease SET not_before = '-infinity', due_at = now()
                FROM paliad.user_caldav_config account
                WHERE account.account_id = lease.account_id AND account.user_id = ?
                """, lawyer.id());
        await().atMost(PATIENCE).until(() -> !firm.query("""
                                SELECT FROM paliad.caldav_account_state
                                JOIN paliad.user_caldav_config USING (account_id)
                                WHERE user_id = ? AND failures > 1
                                """, lawyer.id()).isEmpty());
    }
}
