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
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One item that its server fails over again and again: the others go on, nothing of it is lost, and its owner is told. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class OneBadItemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String START = "2027-03-01T09:00:00Z";

    DataSource database;

    private FirmData firm;
    private Doorkeeper door;
    private RemoteCalendar calendar;
    private Lawyer lawyer;

    @BeforeEach
    void aLawyerWhoseServerCanBeMadeToFail() {
        firm = new FirmData(database);
        RemoteAccount account = RealServers.sabredav().newAccount();
        calendar = account.newCalendar();
        door = Doorkeeper.before(account.server());
        lawyer = Lawyer.connected(firm, account.through(door.url()), calendar);
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    @Test
    @Case(23)
    void anObjectThatTheServerFailsToTakeKeepsNoOtherWaiting() {
        door.turnAway(500, visit -> visit.is("PUT", "Poison"));
        List<UUID> poison =
                IntStream.range(0, 4).mapToObj(i -> appointment("Poison " + i)).toList();
        appointment("Dentist");

        lawyer.awaitTitles(calendar, "Dentist");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(itemsNotInSync())
                .hasSize(poison.size())
                .allSatisfy(item -> assertThat(item)
                        .containsEntry("state", "quarantined")
                        .containsEntry("reason", "server_error")));
        lawyer.awaitState(lawyer.firstBinding(), "items_refused");
        appointment("School");
        lawyer.awaitTitles(calendar, "Dentist", "School");
        assertThat(tries("Poison 0")).isLessThan(5);

        door.letAllPass();
        restore(poison.get(0));

        lawyer.awaitTitles(calendar, "Dentist", "School", "Poison 0");
        firm.execute("UPDATE paliad.appointments SET title = 'Tonic' WHERE id = ?", poison.get(1));
        lawyer.awaitTitles(calendar, "Dentist", "School", "Poison 0", "Tonic");
        assertThat(itemsNotInSync()).hasSize(poison.size() - 2);
    }

    @Test
    @Case(2)
    void anObjectThatTheServerFailsToShowKeepsNoOtherWaiting() {
        appointment("Hearing");
        UUID school = appointment("School");
        lawyer.awaitTitles(calendar, "Hearing", "School");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        String href = Events.href(calendar, "Hearing");
        String name = href.substring(href.lastIndexOf('/') + 1);
        door.answer(visit -> visit.is("REPORT", name) ? 404 : visit.is("GET", name) ? 500 : Doorkeeper.LETS_PASS);

        calendar.put(href, Events.edited(calendar.get(href).orElseThrow(), "SUMMARY", "Oral hearing"));
        firm.execute("UPDATE paliad.appointments SET title = 'Open day' WHERE id = ?", school);

        lawyer.awaitTitles(calendar, "Oral hearing", "Open day");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(itemsNotInSync())
                .singleElement()
                .satisfies(item ->
                        assertThat(item).containsEntry("title", "Hearing").containsEntry("reason", "server_error")));

        door.letAllPass();
        firm.execute("UPDATE paliad.pending_appointments SET not_before = now()");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        firm.query("SELECT FROM paliad.appointments WHERE title = 'Oral hearing'"))
                .hasSize(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(itemsNotInSync()).isEmpty());
    }

    @Test
    void anObjectThatIsTooLargeToReadKeepsNoOtherWaiting() {
        appointment("Hearing");
        UUID school = appointment("School");
        lawyer.awaitTitles(calendar, "Hearing", "School");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        String href = Events.href(calendar, "Hearing");
        String before = calendar.get(href).orElseThrow();

        calendar.put(href, Events.with(before, "X-SCAN:" + "0123456789".repeat(60_000)));
        firm.execute("UPDATE paliad.appointments SET title = 'Open day' WHERE id = ?", school);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Events.titles(calendar)).contains("Open day"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(itemsNotInSync()).singleElement().satisfies(item -> assertThat(item)
                                .containsEntry("title", "Hearing")
                                .containsEntry("reason", "too_large_to_read")));

        calendar.put(href, Events.edited(before, "SUMMARY", "Oral hearing"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        firm.query("SELECT FROM paliad.appointments WHERE title = 'Oral hearing'"))
                .hasSize(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(itemsNotInSync()).isEmpty());
    }

    @Test
    void aTimeThatMeansAnotherInstantToEveryReaderIsRefusedInPlainWords() {
        appointment("Hearing");
        lawyer.awaitTitles(calendar, "Hearing");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        String href = Events.href(calendar, "Hearing");
        String before = calendar.get(href).orElseThrow();

        calendar.put(href, before.replaceAll("DT(START|END);TZID=[^:]*:", "DT$1:"));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(itemsNotInSync()).singleElement().satisfies(item -> assertThat(item)
                                .containsEntry("reason", "floating_time")
                                .containsEntry("detail", "The event in the calendar has a time, but no time zone.")));

        calendar.put(href, Events.edited(before, "SUMMARY", "Oral hearing"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(itemsNotInSync()).isEmpty());
        lawyer.awaitTitles(calendar, "Oral hearing");
    }

    @Test
    @Case(9)
    void anOwedDeletionThatTheServerFailsOverKeepsNothingElseWaiting() {
        UUID hearing = appointment("Hearing");
        lawyer.awaitTitles(calendar, "Hearing");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        String href = Events.href(calendar, "Hearing");
        door.turnAway(500, visit -> visit.is("DELETE", href));

        firm.execute("DELETE FROM paliad.appointments WHERE id = ?", hearing);
        await().atMost(PATIENCE).until(() -> owed().stream().anyMatch(debt -> (int) debt.get("attempts") > 0));
        appointment("School");
        lawyer.awaitTitles(calendar, "Hearing", "School");
        assertThat(lawyer.connection("state")).isEqualTo("connected");

        door.letAllPass();
        firm.execute("UPDATE paliad.caldav_tombstones SET not_before = now()");

        lawyer.awaitTitles(calendar, "School");
    }

    @Test
    @Case(25)
    void whatWasRefusedWhileTheCalendarWasMissingIsTriedAgainWhenItIsBack() {
        appointment("Hearing");
        lawyer.awaitTitles(calendar, "Hearing");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        door.turnAway(404, visit -> visit.is("PUT", ""));
        appointment("School");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(itemsNotInSync())
                .singleElement()
                .satisfies(item -> assertThat(item).containsEntry("reason", "not_found")));
        door.turnAway(404, visit -> true);
        lawyer.awaitState(lawyer.firstBinding(), "calendar_missing");

        door.letAllPass();

        lawyer.awaitTitles(calendar, "Hearing", "School");
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
    }

    private UUID appointment(String title) {
        return firm.appointment(lawyer.id(), null, title, START);
    }

    private List<Map<String, Object>> itemsNotInSync() {
        return lawyer.api()
                .get("/api/caldav-bindings/" + lawyer.firstBinding() + "/items?state=quarantined")
                .jsonPath()
                .getList("items");
    }

    private void restore(UUID appointment) {
        lawyer.api()
                .post("/api/caldav-bindings/" + lawyer.firstBinding() + "/items/" + appointment + "/restore", "")
                .then()
                .statusCode(202);
    }

    private long tries(String title) {
        return door.visits().stream().filter(visit -> visit.is("PUT", title)).count();
    }

    private List<Map<String, Object>> owed() {
        return firm.query("""
                SELECT attempts
                FROM paliad.caldav_tombstones
                JOIN paliad.user_caldav_config USING (account_id)
                WHERE user_id = ?
                """, lawyer.id());
    }
}
