package de.msbls.paliad.calendar.administration.offboarding;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class OffBoardingApiTest {

    DataSource database;

    private FirmData firm;
    private SyncState sync;
    private UUID anna;
    private UUID binding;
    private UUID clerk;
    private Api admin;

    @BeforeEach
    void aLawyerWithAnEventInHerCalendar() {
        firm = new FirmData(database);
        sync = new SyncState(firm);
        anna = firm.user();
        firm.connection(anna);
        binding = sync.binding(anna, "all_visible", null);
        sync.target(binding, firm.appointment(anna, null, "Dentist", "2026-12-01T09:00:00Z"), "active");
        clerk = firm.user();
        admin = Api.with(Tokens.admin(clerk));
    }

    @Test
    void whatSheHasConnectedGoesAndItsDeletionIsOwed() {
        admin.get(path(anna))
                .then()
                .statusCode(200)
                .body("connected", equalTo(true))
                .body("owed", equalTo(0))
                .body("credentials_kept_until", nullValue())
                .body("accounts", hasSize(0));

        Response begun = offBoard(anna, "");

        begun.then()
                .statusCode(202)
                .body("user_id", equalTo(anna.toString()))
                .body("connected", equalTo(false))
                .body("owed", equalTo(1))
                .body("accounts", hasSize(1))
                .body("accounts[0].server_host", equalTo("dav.example.test"))
                .body("accounts[0].owed", equalTo(1))
                .body("accounts[0].error_code", nullValue());
        Instant until = Instant.parse(begun.path("credentials_kept_until"));
        assertThat(until)
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
        assertThat(begun.asString()).doesNotContain("Dentist").doesNotContain(".ics");
        assertThat(admin.get(path(anna)).asString()).isEqualTo(begun.asString());
        Api.as(anna).get("/api/caldav-config").then().statusCode(404);
        Api.as(anna).get("/api/caldav-bindings").then().body("", hasSize(0));
    }

    @Test
    void theTrailTellsOfAllThatWent() {
        offBoard(anna, "").then().statusCode(202);

        admin.get("/api/admin/audit-trail?user_id=" + anna)
                .then()
                .body("items.act", contains("user_off_boarded", "binding_removed", "connection_removed"))
                .body("items.actor_id", everyItem(equalTo(clerk.toString())))
                .body("items.as_admin", contains(true, true, true))
                .body("items[0].details.keep_remote", equalTo(false))
                .body("items[1].resource_id", equalTo(binding.toString()))
                .body("items[2].details.server_url", equalTo("https://dav.example.test/"));
    }

    @Test
    void whatStandsOnHerServerMayBeLeftThere() {
        offBoard(anna, "?keep_remote=true")
                .then()
                .statusCode(202)
                .body("connected", equalTo(false))
                .body("owed", equalTo(0));
    }

    @Test
    void askingAgainChangesNothing() {
        String first = offBoard(anna, "").asString();

        assertThat(offBoard(anna, "?keep_remote=true")
                        .then()
                        .statusCode(202)
                        .extract()
                        .asString())
                .isEqualTo(first);
        assertThat(firm.query("SELECT FROM paliad.audit_trail WHERE user_id = ? AND act = 'user_off_boarded'", anna))
                .hasSize(1);
    }

    @Test
    void whoHasConnectedNothingHasNothingToLose() {
        offBoard(clerk, "")
                .then()
                .statusCode(202)
                .body("connected", equalTo(false))
                .body("owed", equalTo(0))
                .body("credentials_kept_until", nullValue())
                .body("accounts", hasSize(0));
        assertThat(firm.query("SELECT FROM paliad.audit_trail WHERE user_id = ?", clerk))
                .isEmpty();
    }

    @Test
    void nobodyElseLosesAnything() {
        UUID ben = firm.user();
        firm.connection(ben);
        UUID his = sync.binding(ben, "all_visible", null);

        offBoard(anna, "").then().statusCode(202);

        Api.as(ben).get("/api/caldav-bindings").then().body("id", contains(his.toString()));
        Api.as(ben).get("/api/caldav-config").then().statusCode(200);
    }

    @Test
    void whomTheFirmHasDeletedCanStillBeLookedAfter() {
        firm.execute("DELETE FROM paliad.appointments WHERE created_by = ?", anna);
        firm.execute("DELETE FROM paliad.users WHERE id = ?", anna);

        admin.get(path(anna))
                .then()
                .statusCode(200)
                .body("connected", equalTo(false))
                .body("owed", equalTo(1));
        offBoard(anna, "").then().statusCode(202).body("owed", equalTo(1));
    }

    @Test
    void whomNobodyKnowsIsNotThere() {
        problem(admin.get(path(UUID.randomUUID())), 404, "not-found");
        problem(offBoard(UUID.randomUUID(), ""), 404, "not-found");
        problem(admin.get("/api/admin/users/anna/off-boarding"), 404, "not-found");
        refused(offBoard(anna, "?keep_remote=yes"), "keep_remote");
    }

    @Test
    void nobodyElseOffBoards() {
        problem(Api.as(anna).post(path(anna), ""), 403, "forbidden");
        problem(Api.as(anna).get(path(anna)), 403, "forbidden");
        Api.as(anna).get("/api/caldav-config").then().statusCode(200);
    }

    private Response offBoard(UUID user, String query) {
        return admin.post(path(user) + query, "");
    }

    private static String path(UUID user) {
        return "/api/admin/users/" + user + "/off-boarding";
    }
}
