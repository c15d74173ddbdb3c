package de.msbls.paliad.calendar.oversight.item;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.sync.target.TargetUid;
import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.AtOnce;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class ItemApiTest {

    private static final int ROUNDS = 30;

    @TestHTTPResource("/")
    URI server;

    DataSource database;

    private FirmData firm;
    private SyncState sync;
    private UUID anna;
    private UUID matter;
    private UUID binding;
    private Api api;

    @BeforeEach
    void aLawyerWithABindingOnAClient() {
        firm = new FirmData(database);
        sync = new SyncState(firm);
        anna = firm.user();
        firm.connection(anna);
        UUID client = firm.project("client", null);
        matter = firm.project("litigation", client);
        firm.team(matter, anna, "observer");
        binding = sync.binding(anna, "client", client);
        api = Api.as(anna);
    }

    @Test
    void whatIsNotInSyncIsListedWithItsReason() {
        UUID deleted = appointment("Deleted in the calendar");
        UUID unfit = appointment("Without a beginning");
        UUID fine = appointment("In sync");
        sync.target(binding, deleted, "suppressed");
        sync.quarantined(binding, unfit, "no_start");
        sync.target(binding, fine, "active");

        api.get(path())
                .then()
                .statusCode(200)
                .body("next_cursor", nullValue())
                .body("items.appointment_id", containsInAnyOrder(deleted.toString(), unfit.toString()));
        api.get(path() + "?state=suppressed")
                .then()
                .body("items", hasSize(1))
                .body("items[0].appointment_id", equalTo(deleted.toString()))
                .body("items[0].title", equalTo("Deleted in the calendar"))
                .body("items[0].state", equalTo("suppressed"))
                .body("items[0].reason", equalTo("deleted_in_calendar"))
                .body("items[0].detail", equalTo("You deleted the event in your calendar."));
        api.get(path() + "?state=quarantined")
                .then()
                .body("items", hasSize(1))
                .body("items[0].title", equalTo("Without a beginning"))
                .body("items[0].state", equalTo("quarantined"))
                .body("items[0].reason", equalTo("no_start"))
                .body("items[0].detail", equalTo("The appointment has no beginning."));
    }

    @Test
    void aReasonThatNobodyHasWordsForIsARefusal() {
        sync.quarantined(binding, appointment("One"), "refused");

        api.get(path())
                .then()
                .body("items[0].reason", equalTo("refused"))
                .body("items[0].detail", equalTo("The calendar server refused the event."));
    }

    @Test
    void theTitleIsToldOnlyWhileTheAppointmentIsVisible() {
        sync.target(binding, appointment("Behind the wall now"), "suppressed");
        firm.execute("DELETE FROM paliad.project_teams WHERE user_id = ?", anna);

        api.get(path()).then().body("items", hasSize(1)).body("items[0].title", nullValue());
    }

    @Test
    void aLongListComesInPages() {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            UUID appointment = appointment("No. " + i);
            sync.target(binding, appointment, "suppressed");
            expected.add(appointment.toString());
        }

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Response page = api.get(path() + "?limit=2" + (cursor == null ? "" : "&cursor=" + cursor));
            page.then().statusCode(200);
            seen.addAll(page.path("items.appointment_id"));
            cursor = page.path("next_cursor");
        } while (cursor != null);

        assertThat(seen).hasSize(5).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"state, active", "state, SUPPRESSED", "limit, 0", "limit, many", "cursor, bm8", "cursor, ***"})
    void aBadParameterIsRefusedBeforeAnythingIsLookedFor(String parameter, String value) {
        refused(api.get(path(UUID.randomUUID()) + "?" + parameter + "={value}", value), parameter);
    }

    @Test
    void aSuppressedAppointmentBeginsAnewUnderItsNextUid() {
        UUID appointment = appointment("Wanted back");
        UUID target = sync.target(binding, appointment, "suppressed");

        restore(appointment).then().statusCode(202);

        assertThat(target(target))
                .containsEntry("status", "absent")
                .containsEntry("incarnation", 3)
                .containsEntry("uid", TargetUid.of(binding, appointment, 3))
                .containsEntry("href", null)
                .containsEntry("href_key", null)
                .containsEntry("etag", null)
                .containsEntry("base_version", null)
                .containsEntry("base_detail", null)
                .containsEntry("intent", null)
                .containsEntry("writes", 0);
        assertThat(sync.row("SELECT sent, stored FROM paliad.caldav_target_objects WHERE target_id = ?", target))
                .containsEntry("sent", null)
                .containsEntry("stored", null);
        assertThat(lookedAtAgain(appointment)).isTrue();
        assertThat(sync.wakes(anna)).isEqualTo(1);
        api.get(path()).then().body("items", hasSize(0));
    }

    @Test
    void aQuarantinedAppointmentIsTriedAgain() {
        UUID appointment = appointment("Refused once");
        UUID target = sync.quarantined(binding, appointment, "write_loop");

        restore(appointment).then().statusCode(202);

        assertThat(target(target))
                .containsEntry("status", "quarantined")
                .containsEntry("refused_version", null)
                .containsEntry("refused_etag", null)
                .containsEntry("writes", 0)
                .containsEntry("incarnation", 2)
                .containsEntry("href", "/me/1.ics")
                .containsEntry("base_version", 1L);
        assertThat(lookedAtAgain(appointment)).isTrue();
        assertThat(sync.wakes(anna)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"active", "absent"})
    void whatTheServerFailsOverIsListedAndTriedAgainAtOnce(String status) {
        UUID appointment = appointment("Poison");
        UUID target = sync.target(binding, appointment, status);
        firm.execute("""
                INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark, attempts, not_before)
                VALUES (?, ?, -1, 4, now() + interval '1 hour')
                """, binding, appointment);

        api.get(path() + "?state=quarantined")
                .then()
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("quarantined"))
                .body("items[0].reason", equalTo("server_error"));
        restore(appointment).then().statusCode(202);

        assertThat(sync.row("SELECT * FROM paliad.pending_appointments WHERE appointment_id = ?", appointment))
                .containsEntry("look_again", true)
                .containsEntry("try_again", true)
                .containsEntry("attempts", 0)
                .containsEntry("not_before", null);
        assertThat(target(target)).containsEntry("status", status).containsEntry("incarnation", 2);
        api.get(path()).then().body("items", hasSize(0));
    }

    @Test
    void whatFailedOnceIsNotListedYet() {
        UUID appointment = appointment("Perhaps");
        sync.target(binding, appointment, "active");
        firm.execute("""
                INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark, attempts) VALUES (?, ?, -1, 1)
                """, binding, appointment);

        api.get(path()).then().body("items", hasSize(0));
    }

    @Test
    void anAppointmentThatIsPendingAlreadyGetsANewMark() {
        UUID appointment = appointment("Pending");
        sync.quarantined(binding, appointment, "refused");
        firm.execute(
                "INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark) VALUES (?, ?, -1)",
                binding,
                appointment);

        restore(appointment).then().statusCode(202);

        assertThat(lookedAtAgain(appointment)).isTrue();
        assertThat((Long) sync.row("SELECT mark FROM paliad.pending_appointments WHERE appointment_id = ?", appointment)
                        .get("mark"))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({"active", "absent"})
    void whatTheSyncLooksAfterCannotBePutBack(String status) {
        UUID appointment = appointment("In sync");
        sync.target(binding, appointment, status);

        problem(restore(appointment), 409, "conflict");

        nothingHappenedTo(appointment);
    }

    @Test
    void aSuppressedAppointmentThatLeftTheScopeStaysAway() {
        UUID appointment = appointment("Behind the wall now");
        UUID target = sync.target(binding, appointment, "suppressed");
        firm.execute("DELETE FROM paliad.project_teams WHERE user_id = ?", anna);

        Response answer = restore(appointment);

        problem(answer, 409, "conflict");
        answer.then().body("detail", containsString("scope"));
        assertThat(target(target)).containsEntry("status", "suppressed").containsEntry("incarnation", 2);
        nothingHappenedTo(appointment);
    }

    @Test
    void whatIsMissingOrAnothersIsNotThere() {
        UUID appointment = appointment("Anna's");
        UUID target = sync.target(binding, appointment, "suppressed");
        UUID bert = firm.user();
        firm.connection(bert);
        UUID other = sync.binding(bert, "all_visible", null);

        problem(Api.as(bert).get(path()), 404, "not-found");
        problem(Api.as(bert).post(path() + "/" + appointment + "/restore", ""), 404, "not-found");
        problem(Api.as(bert).post(path(other) + "/" + appointment + "/restore", ""), 404, "not-found");
        problem(restore(UUID.randomUUID()), 404, "not-found");
        problem(api.post(path() + "/nonsense/restore", ""), 404, "not-found");
        problem(api.get(path(UUID.randomUUID())), 404, "not-found");
        assertThat(target(target)).containsEntry("status", "suppressed");
        nothingHappenedTo(appointment);
    }

    @Test
    void ofTwoWhoPutTheSameBackAtOnceOneSucceeds() {
        AtOnce user = new AtOnce(server, anna);
        for (int round = 0; round < ROUNDS; round++) {
            UUID appointment = appointment("Wanted back");
            UUID target = sync.target(binding, appointment, "suppressed");

            List<Integer> statuses = user.post(path() + "/" + appointment + "/restore", "", "");

            assertThat(statuses).containsExactlyInAnyOrder(202, 409);
            assertThat(target(target)).containsEntry("incarnation", 3);
        }
    }

    @Test
    void aBindingThatIsRemovedMeanwhileEndsInNoError() {
        AtOnce user = new AtOnce(server, anna);
        for (int round = 0; round < ROUNDS; round++) {
            UUID other = sync.binding(anna, "all_visible", null);
            UUID appointment = appointment("Wanted back");
            sync.target(other, appointment, "suppressed");
            String path = path(other) + "/" + appointment + "/restore";

            List<Integer> statuses = user.postWhile(
                    () -> firm.execute("DELETE FROM paliad.user_calendar_bindings WHERE id = ?", other), path, "");

            assertThat(statuses).allSatisfy(status -> assertThat(status).isIn(202, 404));
        }
    }

    private UUID appointment(String title) {
        return firm.appointment(anna, matter, title, "2026-12-01T09:00:00Z");
    }

    private Response restore(UUID appointment) {
        return api.post(path() + "/" + appointment + "/restore", "");
    }

    private Map<String, Object> target(UUID id) {
        return sync.row("SELECT * FROM paliad.appointment_caldav_targets WHERE id = ?", id);
    }

    private boolean lookedAtAgain(UUID appointment) {
        return (Boolean) sync.row("""
                        SELECT look_again
                        FROM paliad.pending_appointments
                        WHERE binding_id = ? AND appointment_id = ?
                        """, binding, appointment).get("look_again");
    }

    private void nothingHappenedTo(UUID appointment) {
        assertThat(firm.query("SELECT FROM paliad.pending_appointments WHERE appointment_id = ?", appointment))
                .isEmpty();
        assertThat(sync.wakes(anna)).isZero();
    }

    private String path() {
        return path(binding);
    }

    private static String path(UUID binding) {
        return "/api/caldav-bindings/" + binding + "/items";
    }
}
