package de.msbls.paliad.calendar.oversight.decision;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
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
class DecisionApiTest {

    private static final String SINCE = "2026-11-20T08:00:00Z";

    DataSource database;

    private FirmData firm;
    private SyncState sync;
    private UUID anna;
    private UUID binding;
    private Api api;

    @BeforeEach
    void aLawyerWithABinding() {
        firm = new FirmData(database);
        sync = new SyncState(firm);
        anna = firm.user();
        firm.connection(anna);
        binding = sync.binding(anna, "all_visible", null);
        api = Api.as(anna);
    }

    @Test
    void theOwnerSeesWhatIsHeldAndUntilWhen() {
        api.get(path()).then().statusCode(200).body("held", nullValue());

        sync.held(binding, "outbound", 14, SINCE);

        api.get(path())
                .then()
                .statusCode(200)
                .body("held.direction", equalTo("outbound"))
                .body("held.count", equalTo(14))
                .body("held.since", equalTo(SINCE))
                .body("held.carried_out_at", equalTo("2026-11-20T12:00:00Z"))
                .body("held.decision", nullValue());
    }

    @Test
    void whatDisappearedFromTheCalendarWaitsForEver() {
        sync.held(binding, "inbound", 3, SINCE);

        api.get(path()).then().body("held.direction", equalTo("inbound")).body("held.carried_out_at", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"outbound, carry_out", "inbound, carry_out", "inbound, put_back"})
    void aDecisionIsTakenDownAndWakesAWorker(String direction, String decision) {
        sync.held(binding, direction, 14, SINCE);
        long slices = scopeChanges();

        decide(decision, 14).then().statusCode(202).body(blankOrNullString());

        assertThat(stored()).containsEntry("guard_decision", decision).containsEntry("guard_decided_count", 14);
        assertThat(sync.wakes(anna)).isEqualTo(1);
        assertThat(scopeChanges()).isEqualTo(slices);
        api.get(path()).then().body("held.decision", equalTo(decision)).body("held.count", equalTo(14));
    }

    @Test
    void theOwnerMayChangeHerMindUntilATickTakesItUp() {
        sync.held(binding, "inbound", 14, SINCE);

        decide("carry_out", 14).then().statusCode(202);
        decide("put_back", 14).then().statusCode(202);

        assertThat(stored()).containsEntry("guard_decision", "put_back");
    }

    @Test
    void aDecisionOnAnotherNumberIsRefused() {
        sync.held(binding, "inbound", 15, SINCE);

        problem(decide("carry_out", 14), 409, "held-changed");

        assertThat(stored()).containsEntry("guard_decision", null).containsEntry("guard_decided_count", null);
        assertThat(sync.wakes(anna)).isZero();
    }

    @Test
    void whereNothingIsHeldNothingCanBeDecided() {
        problem(decide("carry_out", 14), 409, "nothing-held");
        assertThat(sync.wakes(anna)).isZero();
    }

    @Test
    void lostAccessIsNotHersToDecide() {
        sync.held(binding, "outbound", 14, SINCE);

        Response answer = decide("put_back", 14);

        problem(answer, 409, "conflict");
        answer.then().body("detail", containsString("not yours to decide"));
        assertThat(stored()).containsEntry("guard_decision", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "decision | {\"count\": 3}",
                "decision | {\"decision\": null, \"count\": 3}",
                "decision | {\"decision\": \"never\", \"count\": 3}",
                "decision | {\"decision\": 0, \"count\": 3}",
                "count | {\"decision\": \"carry_out\"}",
                "count | {\"decision\": \"carry_out\", \"count\": 0}",
                "count | {\"decision\": \"carry_out\", \"count\": -3}",
                "count | {\"decision\": \"carry_out\", \"count\": 3.5}",
                "count | {\"decision\": \"carry_out\", \"count\": \"3\"}",
                "count | {\"decision\": \"carry_out\", \"count\": 3000000000}",
                "all | {\"decision\": \"carry_out\", \"count\": 3, \"all\": true}",
            })
    void aBadBodyIsRefusedBeforeAnythingIsLookedFor(String field, String body) {
        refused(api.post(path(UUID.randomUUID()), body), field);
    }

    @Test
    void aMissingBodyIsRefused() {
        problem(api.post(path(), "null"), 400, "invalid-request");
        problem(api.post(path(), "["), 400, "invalid-request");
    }

    @Test
    void anotherUsersBindingIsNotThere() {
        sync.held(binding, "inbound", 14, SINCE);
        Api bert = Api.as(firm.user());

        problem(bert.get(path()), 404, "not-found");
        problem(bert.post(path(), Map.of("decision", "carry_out", "count", 14)), 404, "not-found");
        problem(api.get(path(UUID.randomUUID())), 404, "not-found");
        assertThat(stored()).containsEntry("guard_decision", null);
    }

    @Test
    void aUserWhomTheFirmDoesNotKnowDecidesNothing() {
        problem(
                Api.as(UUID.randomUUID()).post(path(), Map.of("decision", "carry_out", "count", 14)),
                403,
                "unknown-user");
    }

    private Response decide(String decision, int count) {
        return api.post(path(), Map.of("decision", decision, "count", count));
    }

    private Map<String, Object> stored() {
        return sync.row(
                "SELECT guard_decision, guard_decided_count FROM paliad.binding_sync_state WHERE binding_id = ?",
                binding);
    }

    private long scopeChanges() {
        return (Long) sync.row("SELECT scope_changes FROM paliad.binding_sync_state WHERE binding_id = ?", binding)
                .get("scope_changes");
    }

    private String path() {
        return path(binding);
    }

    private static String path(UUID binding) {
        return "/api/caldav-bindings/" + binding + "/decisions";
    }
}
