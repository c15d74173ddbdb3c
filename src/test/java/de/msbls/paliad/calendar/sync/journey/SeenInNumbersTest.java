package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.Doorkeeper;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.Scrape;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads off the metrics while lawyers' calendars are synced. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class SeenInNumbersTest extends Journey {

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private Doorkeeper door;

    @Override
    protected RemoteServer server() {
        return RealServers.radicale();
    }

    @Override
    protected RemoteAccount asTheServiceReaches(RemoteAccount account) {
        door = Doorkeeper.before(account.server());
        return account.through(door.url());
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    @Test
    void aSyncIsCountedByTicksRequestsAndItems() {
        Scrape before = scrape();
        synced("Hearing of Zander");

        await().atMost(PATIENCE).untilAsserted(() -> {
            Scrape after = scrape();
            assertThat(risen(before, after, "paliad_tick_seconds_count", "outcome", "in_sync"))
                    .isPositive();
            assertThat(risen(before, after, "paliad_caldav_requests_seconds_count", "method", "PUT", "outcome", "2xx"))
                    .isPositive();
            assertThat(risen(before, after, "paliad_caldav_requests_seconds_count", "method", "REPORT"))
                    .isPositive();
            assertThat(risen(before, after, "paliad_items_total", "result", "pushed"))
                    .isPositive();
            assertThat(after.sum("paliad_worker_looks_total", "outcome", "done"))
                    .isPositive();
            assertThat(after.sum("paliad_database_reachable")).isEqualTo(1);
            assertThat(after.sum("paliad_queue_due")).isNotNegative();
            assertThat(after.sum("paliad_queue_oldest_age_seconds")).isNotNegative();
        });
    }

    @Test
    void whatComesBackOrGoesOrLosesIsCountedToo() {
        UUID hearing = synced("Hearing");
        UUID call = synced("Call");
        String there = hrefOf("Hearing");
        Scrape before = scrape();

        edit(there, ics -> Events.edited(ics, "SUMMARY", "Oral hearing"));
        awaitValue(hearing, "title", "Oral hearing");
        pauseWhile(() -> {
            edit(there, ics -> Events.edited(ics, "SUMMARY", "Hearing moved"));
            retitle(hearing, "Hearing adjourned");
        });
        await().atMost(PATIENCE).until(() -> conflicts(hearing).size() == 1);
        firm.execute("DELETE FROM paliad.appointments WHERE id = ?", call);
        lawyer.awaitTitles(calendar, "Hearing adjourned");

        await().atMost(PATIENCE).untilAsserted(() -> {
            Scrape after = scrape();
            assertThat(risen(before, after, "paliad_items_total", "result", "pulled"))
                    .isPositive();
            assertThat(risen(before, after, "paliad_items_total", "result", "deleted"))
                    .isPositive();
            assertThat(risen(before, after, "paliad_conflicts_total")).isPositive();
        });
    }

    @Test
    void aServerInTroubleIsSeenByTicksAndRequests() {
        Scrape before = scrape();
        door.turnAway(503, visit -> true);
        firm.appointment(lawyer.id(), null, "Hearing", START);

        await().atMost(PATIENCE).untilAsserted(() -> {
            Scrape after = scrape();
            assertThat(risen(before, after, "paliad_tick_seconds_count", "outcome", "throttled"))
                    .isPositive();
            assertThat(risen(before, after, "paliad_caldav_requests_seconds_count", "outcome", "5xx"))
                    .isPositive();
        });
    }

    @Test
    void heldDeletionsAreSeen() {
        synced("Dentist");
        synced("School");
        pauseWhile(() -> calendar.list().forEach(calendar::delete));
        lawyer.awaitState(lawyer.firstBinding(), "held");

        await().atMost(PATIENCE).until(() -> scrape().sum("paliad_guards_held") >= 1);
        await().atMost(PATIENCE).until(() -> scrape().sum("paliad_guards_oldest_age_seconds") > 0);
    }

    @Test
    void aLeaseThatPassesOnWhileItsTickRunsIsCounted() {
        synced("Dentist");
        Scrape before = scrape();

        door.answer(visit -> {
            if (visit.method().equals("PUT")) {
                theLeasePassesOn();
            }
            return Doorkeeper.LETS_PASS;
        });
        firm.appointment(lawyer.id(), null, "School", START);

        await().atMost(PATIENCE).untilAsserted(() -> {
            Scrape after = scrape();
            assertThat(risen(before, after, "paliad_leases_lost_total")).isPositive();
            assertThat(risen(before, after, "paliad_tick_seconds_count", "outcome", "lease_lost"))
                    .isPositive();
        });
    }

    private void theLeasePassesOn() {
        firm.execute("""
                UPDATE paliad.caldav_leases SET fence = fence + 1
                WHERE account_id = (SELECT account_id FROM paliad.user_caldav_config WHERE user_id = ?)
                """, lawyer.id());
    }

    @Test
    void requestsToTheApiAreCountedByTemplateHoweverManyPathsAreAskedFor() {
        UUID binding = lawyer.firstBinding();
        UUID strange = UUID.randomUUID();

        lawyer.api().get("/api/caldav-bindings/" + binding).then().statusCode(200);
        lawyer.api().get("/api/caldav-bindings/" + strange).then().statusCode(404);
        lawyer.api().get("/api/" + strange).then().statusCode(404);
        lawyer.api().put("/api/caldav-bindings/" + strange, "{}").then().statusCode(405);
        lawyer.api()
                .request()
                .accept("image/png")
                .get("/api/caldav-bindings/" + strange)
                .then()
                .statusCode(406);
        lawyer.api()
                .request()
                .contentType("text/plain")
                .body("x")
                .patch("/api/caldav-bindings/" + strange)
                .then()
                .statusCode(415);
        lawyer.api()
                .patch("/api/caldav-bindings/" + strange, "x".repeat(300_000))
                .then()
                .statusCode(413);
        Api.with("none").get("/api/caldav-bindings/" + strange).then().statusCode(401);
        lawyer.api().get("/api/projects?q=" + strange).then().statusCode(200);

        Scrape scrape = scrape();
        assertThat(scrape.values("http_server_requests_seconds_count", "uri"))
                .contains("/api/caldav-bindings/{id}", "/api/projects");
        assertThat(scrape.text()).doesNotContain(binding.toString()).doesNotContain(strange.toString());
    }

    @Test
    void noNumberNamesAPersonAHostOrAnAppointment() {
        synced("Hearing of Zander");

        assertThat(scrape().text())
                .doesNotContain(account.username())
                .doesNotContain(calendar.path())
                .doesNotContain(door.url().getAuthority())
                .doesNotContain(lawyer.id().toString())
                .doesNotContain(lawyer.firstBinding().toString())
                .doesNotContain("Zander");
    }

    private Scrape scrape() {
        return Scrape.of(metrics);
    }

    private static double risen(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }
}
