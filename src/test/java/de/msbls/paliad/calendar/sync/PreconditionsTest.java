package de.msbls.paliad.calendar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.Doorkeeper;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that carries out If-Match and If-None-Match requests whatever stands there: no edit of the user's is lost to it. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class PreconditionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String START = "2027-03-01T09:00:00Z";

    DataSource database;

    private FirmData firm;
    private Doorkeeper door;
    private RemoteCalendar calendar;
    private Lawyer lawyer;

    @BeforeEach
    void aLawyerBehindADoor() {
        firm = new FirmData(database);
        RemoteAccount account = RealServers.sabredav().newAccount();
        calendar = account.newCalendar();
        door = Doorkeeper.before(account.server());
        lawyer = Lawyer.connected(firm, account.through(door.url()), calendar);
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    @Test
    @Case(17)
    void itIsFoundOutAndLookedAtBeforeEachWrite() {
        door.dropPreconditions();
        UUID hearing = appointment("Hearing");
        awaitHonours(false);

        assertThatAnEditMadeMeanwhileSurvives(hearing);
    }

    @Test
    void itIsLookedAtStillWhenItIsTimeToProbeItAnew() {
        door.dropPreconditions();
        UUID hearing = appointment("Hearing");
        awaitHonours(false);
        firm.execute("UPDATE paliad.caldav_capabilities SET probed_at = now() - interval '2 days'");

        assertThatAnEditMadeMeanwhileSurvives(hearing);
    }

    @Test
    void oneOfWhichNothingIsKnownIsLookedAtToo() {
        door.dropPreconditions();
        UUID hearing = appointment("Hearing");
        awaitHonours(false);
        firm.execute("DELETE FROM paliad.caldav_capabilities");

        assertThatAnEditMadeMeanwhileSurvives(hearing);
    }

    @Test
    void oneThatRefusesAfterAllIsProbedAnew() {
        UUID hearing = appointment("Hearing");
        awaitHonours(true);
        firm.execute("UPDATE paliad.caldav_capabilities SET honours_preconditions = false, probed_at = now()");
        String href = Events.href(calendar, "Hearing");
        once(visit -> visit.is("PUT", "Oral hearing"), () -> place(href));

        retitle(hearing, "Oral hearing");
        lawyer.awaitTitles(calendar, "Oral hearing");
        appointment("School");

        awaitHonours(true);
    }

    @Test
    void whatIsOwedToItIsLookedAtInOneQuestion() {
        door.dropPreconditions();
        for (int i = 0; i < 20; i++) {
            appointment("Hearing " + i);
        }
        awaitHonours(false);
        await().atMost(PATIENCE).until(() -> calendar.list().size() == 20);
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        int before = door.visits().size();

        lawyer.api()
                .delete("/api/caldav-bindings/" + lawyer.firstBinding())
                .then()
                .statusCode(204);

        lawyer.awaitTitles(calendar);
        List<Doorkeeper.Visit> visits = door.visits();
        assertThat(visits.subList(before, visits.size()))
                .filteredOn(visit -> visit.method().equals("GET"))
                .isEmpty();
    }

    private void assertThatAnEditMadeMeanwhileSurvives(UUID hearing) {
        String href = Events.href(calendar, "Hearing");
        String name = href.substring(href.lastIndexOf('/') + 1);
        once(visit -> visit.is("REPORT", name), () -> place(href));

        retitle(hearing, "Oral hearing");

        lawyer.awaitTitles(calendar, "Oral hearing");
        assertThat(calendar.get(href).orElseThrow()).contains("LOCATION:Room 7");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        firm.query("SELECT FROM paliad.appointments WHERE id = ? AND location = 'Room 7'", hearing))
                .hasSize(1));
    }

    /** Her other client is quick. */
    private void place(String href) {
        calendar.put(href, Events.with(calendar.get(href).orElseThrow(), "LOCATION:Room 7"));
    }

    private void once(Predicate<Doorkeeper.Visit> when, Runnable event) {
        AtomicBoolean over = new AtomicBoolean();
        door.answer(visit -> {
            if (when.test(visit) && over.compareAndSet(false, true)) {
                event.run();
            }
            return Doorkeeper.LETS_PASS;
        });
    }

    private UUID appointment(String title) {
        return firm.appointment(lawyer.id(), null, title, START);
    }

    private void retitle(UUID appointment, String title) {
        firm.execute("UPDATE paliad.appointments SET title = ? WHERE id = ?", title, appointment);
    }

    private void awaitHonours(boolean expected) {
        await().atMost(PATIENCE)
                .until(() -> firm.query("""
                                SELECT FROM paliad.caldav_capabilities
                                JOIN paliad.user_caldav_config USING (account_id)
                                WHERE user_id = ? AND honours_preconditions = ?
                                """, lawyer.id(), expected).size() == 1);
    }
}
