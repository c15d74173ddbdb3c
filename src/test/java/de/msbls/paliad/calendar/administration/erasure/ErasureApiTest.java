package de.msbls.paliad.calendar.administration.erasure;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class ErasureApiTest {

    private static final String VERSION = "{\"title\": \"Dentist\"}";

    DataSource database;

    private FirmData firm;
    private SyncState sync;
    private UUID anna;
    private UUID binding;
    private UUID clerk;
    private Api admin;

    @BeforeEach
    void aLawyerOfWhomMuchWasKept() {
        firm = new FirmData(database);
        sync = new SyncState(firm);
        anna = firm.user();
        clerk = firm.user();
        admin = Api.with(Tokens.admin(clerk));
        firm.connection(anna);
        binding = sync.binding(anna, "all_visible", null);
        kept(anna, binding);
        Api.as(anna)
                .patch("/api/caldav-bindings/" + binding, Map.of("display_name", "Acme ./. Corvex"))
                .then()
                .statusCode(200);
    }

    @Test
    void conflictsTheLogAndWhatWasTypedAreErased() {
        erase(anna);

        Api.as(anna).get("/api/caldav-conflicts").then().body("items", hasSize(0));
        Api.as(anna).get("/api/caldav-sync-log").then().body("items", hasSize(0));
        admin.get("/api/admin/audit-trail?user_id=" + anna)
                .then()
                .body("items", hasSize(2))
                .body(not(containsString("Corvex")))
                .body("items[1].act", equalTo("binding_changed"))
                .body("items[1].fields", hasItem("display_name"))
                .body("items[0].act", equalTo("data_erased"))
                .body("items[0].actor_id", equalTo(clerk.toString()))
                .body("items[0].as_admin", equalTo(true))
                .body("items[0].details.conflicts", equalTo(1))
                .body("items[0].details.log_entries", equalTo(1))
                .body("items[0].details.audit_texts", equalTo(1));
    }

    @Test
    void whatTheSyncWorksWithAndWhatIsOwedStay() {
        UUID dentist = firm.appointment(anna, null, "Dentist", "2026-12-01T09:00:00Z");
        UUID hearing = firm.appointment(anna, null, "Hearing", "2026-12-01T09:00:00Z");
        UUID stands = sync.target(binding, dentist, "active");
        UUID owed = sync.target(binding, hearing, "active");
        firm.execute("DELETE FROM paliad.appointments WHERE id = ?", hearing);

        erase(anna);

        assertThat(firm.query("SELECT FROM paliad.caldav_target_objects WHERE target_id = ?", stands))
                .hasSize(1);
        assertThat(firm.query("SELECT FROM paliad.caldav_tombstones WHERE target_id = ? AND sent IS NOT NULL", owed))
                .hasSize(1);
        Api.as(anna).get("/api/caldav-bindings/" + binding).then().body("display_name", equalTo("Acme ./. Corvex"));
        Api.as(anna).get("/api/caldav-config").then().statusCode(200);
        Api.as(anna).get("/api/appointments/" + dentist).then().statusCode(200);
    }

    @Test
    void whatWasKeptOfOthersStays() {
        UUID ben = firm.user();
        firm.connection(ben);
        UUID his = sync.binding(ben, "all_visible", null);
        kept(ben, his);
        Api.as(ben).patch("/api/caldav-bindings/" + his, Map.of("display_name", "Mine"));

        erase(anna);

        Api.as(ben).get("/api/caldav-conflicts").then().body("items", hasSize(1));
        Api.as(ben).get("/api/caldav-sync-log").then().body("items", hasSize(1));
        admin.get("/api/admin/audit-trail?user_id=" + ben)
                .then()
                .body("items[0].details.display_name", equalTo("Mine"));
    }

    @Test
    void itMayBeDoneAgainAndForWhomTheFirmHasDeleted() {
        erase(anna);
        erase(anna);
        firm.execute("DELETE FROM paliad.appointments WHERE created_by = ?", anna);
        firm.execute("DELETE FROM paliad.users WHERE id = ?", anna);
        erase(anna);

        List<Map<String, Object>> told =
                firm.query("SELECT FROM paliad.audit_trail WHERE user_id = ? AND act = 'data_erased'", anna);
        assertThat(told).hasSize(3);
    }

    @Test
    void whomNobodyKnowsIsNotThere() {
        problem(admin.delete(path(UUID.randomUUID())), 404, "not-found");
    }

    @Test
    void nobodyElseErases() {
        problem(Api.as(anna).delete(path(anna)), 403, "forbidden");
        problem(Api.with(Tokens.admin(UUID.randomUUID())).delete(path(anna)), 403, "unknown-user");
        Api.as(anna).get("/api/caldav-conflicts").then().body("items", hasSize(1));
    }

    private void kept(UUID user, UUID of) {
        sync.conflict(user, of, UUID.randomUUID(), "deleted_here", "{summary}", VERSION, "{}");
        firm.execute("INSERT INTO paliad.caldav_sync_log (user_id, binding_id) VALUES (?, ?)", user, of);
    }

    private void erase(UUID user) {
        admin.delete(path(user)).then().statusCode(204).body(blankOrNullString());
    }

    private static String path(UUID user) {
        return "/api/admin/users/" + user + "/sync-data";
    }
}
