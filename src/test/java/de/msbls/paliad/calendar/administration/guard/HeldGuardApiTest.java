package de.msbls.paliad.calendar.administration.guard;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class HeldGuardApiTest {

    private static final String HELD = "/api/admin/held-deletions";
    private static final String SINCE = "2026-11-20T08:00:00Z";

    DataSource database;

    private FirmData firm;
    private SyncState sync;
    private UUID anna;
    private UUID binding;
    private UUID clerk;
    private Api admin;

    @BeforeEach
    void aFirmWithALawyer() {
        firm = new FirmData(database);
        sync = new SyncState(firm);
        firm.execute("DELETE FROM paliad.user_calendar_bindings");
        anna = firm.user();
        firm.connection(anna);
        binding = sync.binding(anna, "all_visible", null);
        firm.execute("UPDATE paliad.user_calendar_bindings SET display_name = 'All' WHERE id = ?", binding);
        clerk = firm.user();
        admin = Api.with(Tokens.admin(clerk));
    }

    @Test
    void howManyWaitInWhoseBindingIsTold() {
        admin.get(HELD).then().statusCode(200).body("items", hasSize(0));
        firm.appointment(anna, null, "Dentist", "2026-12-01T09:00:00Z");
        sync.held(binding, "outbound", 14, SINCE);

        Response list = admin.get(HELD);

        list.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].binding_id", equalTo(binding.toString()))
                .body("items[0].user_id", equalTo(anna.toString()))
                .body("items[0].owner_name", equalTo("Lawyer"))
                .body("items[0].email", equalTo(anna + "@firm.test"))
                .body("items[0].display_name", equalTo("All"))
                .body("items[0].direction", equalTo("outbound"))
                .body("items[0].count", equalTo(14))
                .body("items[0].since", equalTo(SINCE))
                .body("items[0].carried_out_at", equalTo("2026-11-20T12:00:00Z"))
                .body("items[0].decision", nullValue())
                .body("next_cursor", nullValue());
        assertThat(list.jsonPath().<String, Object>getMap("items[0]"))
                .containsOnlyKeys(
                        "binding_id",
                        "user_id",
                        "owner_name",
                        "email",
                        "display_name",
                        "direction",
                        "count",
                        "since",
                        "carried_out_at",
                        "decision");
        assertThat(list.asString()).doesNotContain("Dentist");
    }

    @Test
    void thoseThatHaveWaitedLongestComeFirstInPages() {
        UUID second = sync.binding(anna, "personal_only", null);
        UUID third = sync.binding(anna, "personal_only", null);
        sync.held(binding, "inbound", 1, "2026-11-20T08:00:02.000001Z");
        sync.held(second, "inbound", 2, "2026-11-20T08:00:02Z");
        sync.held(third, "inbound", 3, "2026-11-20T08:00:01Z");

        Response first = admin.get(HELD + "?limit=2");
        first.then().body("items.count", contains(3, 2));

        admin.get(HELD + "?limit=2&cursor=" + first.path("next_cursor"))
                .then()
                .body("items.count", contains(1))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"outbound, carry_out", "inbound, carry_out", "inbound, put_back"})
    void anAdminAnswersInTheOwnersPlaceAndTheTrailTellsSo(String direction, String decision) {
        sync.held(binding, direction, 14, SINCE);

        decide(decision, 14).then().statusCode(202).body(blankOrNullString());

        assertThat(stored()).containsEntry("guard_decision", decision).containsEntry("guard_decided_count", 14);
        assertThat(sync.wakes(anna)).isEqualTo(1);
        admin.get(HELD).then().body("items.decision", contains(decision));
        admin.get("/api/admin/audit-trail?user_id=" + anna)
                .then()
                .body("items", hasSize(1))
                .body("items[0].act", equalTo("deletions_decided"))
                .body("items[0].actor_id", equalTo(clerk.toString()))
                .body("items[0].as_admin", equalTo(true))
                .body("items[0].resource_id", equalTo(binding.toString()))
                .body("items[0].details.decision", equalTo(decision))
                .body("items[0].details.direction", equalTo(direction))
                .body("items[0].details.count", equalTo(14));
    }

    @Test
    void theOwnersOwnAnswerIsToldAsHers() {
        sync.held(binding, "inbound", 14, SINCE);

        Api.as(anna)
                .post("/api/caldav-bindings/" + binding + "/decisions", Map.of("decision", "carry_out", "count", 14))
                .then()
                .statusCode(202);

        admin.get("/api/admin/audit-trail?user_id=" + anna)
                .then()
                .body("items.actor_id", contains(anna.toString()))
                .body("items.as_admin", contains(false));
    }

    @Test
    void whatDoesNotFitIsRefusedAsTheOwnersAnswerWouldBe() {
        problem(decide("carry_out", 14), 409, "nothing-held");
        sync.held(binding, "outbound", 15, SINCE);
        problem(decide("carry_out", 14), 409, "held-changed");
        problem(decide("put_back", 15), 409, "conflict");
        refused(decide("never", 15), "decision");

        assertThat(stored()).containsEntry("guard_decision", null);
        admin.get("/api/admin/audit-trail?user_id=" + anna).then().body("items", hasSize(0));
    }

    @Test
    void aBindingThatIsGoneIsNotThere() {
        problem(admin.post(path(UUID.randomUUID()), Map.of("decision", "carry_out", "count", 14)), 404, "not-found");
    }

    @Test
    void nobodyElseSeesOrAnswers() {
        sync.held(binding, "inbound", 14, SINCE);

        problem(Api.as(anna).get(HELD), 403, "forbidden");
        problem(Api.as(anna).post(path(binding), Map.of("decision", "carry_out", "count", 14)), 403, "forbidden");
        problem(
                Api.with(Tokens.admin(UUID.randomUUID()))
                        .post(path(binding), Map.of("decision", "carry_out", "count", 14)),
                403,
                "unknown-user");
        assertThat(stored()).containsEntry("guard_decision", null);
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "cursor, bm8"})
    void aBadParameterIsRefused(String parameter, String value) {
        refused(admin.get(HELD + "?" + parameter + "={value}", value), parameter);
    }

    private Response decide(String decision, int count) {
        return admin.post(path(binding), Map.of("decision", decision, "count", count));
    }

    private Map<String, Object> stored() {
        return sync.row(
                "SELECT guard_decision, guard_decided_count FROM paliad.binding_sync_state WHERE binding_id = ?",
                binding);
    }

    private static String path(UUID binding) {
        return "/api/admin/caldav-bindings/" + binding + "/decisions";
    }
}
