package de.msbls.paliad.calendar.administration.connection;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class TroubledConnectionApiTest {

    private static final String CONNECTIONS = "/api/admin/connections";

    DataSource database;

    private FirmData firm;
    private Api admin;

    @BeforeEach
    void aFirmWithoutConnections() {
        firm = new FirmData(database);
        firm.execute("DELETE FROM paliad.user_caldav_config");
        admin = Api.with(Tokens.admin(firm.user()));
    }

    @Test
    void whoseConnectionNeedsSomebodyIsToldWithTheReason() {
        UUID anna = connected("Anna", "password_refused");
        firm.execute("""
                UPDATE paliad.caldav_account_state SET error_code = 'unauthorized', retry_at = '2026-11-20T08:00Z'
                WHERE account_id = (SELECT account_id FROM paliad.user_caldav_config WHERE user_id = ?)
                """, anna);

        Response list = admin.get(CONNECTIONS);

        list.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].user_id", equalTo(anna.toString()))
                .body("items[0].display_name", equalTo("Anna"))
                .body("items[0].email", equalTo(anna + "@firm.test"))
                .body("items[0].server_host", equalTo("dav.example.test"))
                .body("items[0].state", equalTo("password_refused"))
                .body("items[0].error_code", equalTo("unauthorized"))
                .body("items[0].retry_at", equalTo("2026-11-20T08:00:00Z"))
                .body("items[0].since", notNullValue())
                .body("next_cursor", nullValue());
        assertThat(list.jsonPath().<String, Object>getMap("items[0]"))
                .containsOnlyKeys(
                        "user_id", "display_name", "email", "server_host", "state", "error_code", "retry_at", "since");
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "password_needed", "password_refused", "tls_failed", "not_usable"})
    void whatIsWrongIsTrouble(String state) {
        connected("Anna", state);

        admin.get(CONNECTIONS).then().body("items.state", contains(state));
        admin.get(CONNECTIONS + "?state=" + state).then().body("items.state", contains(state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "connected"})
    void whatIsNewOrWellIsNoneButCanBeAskedFor(String state) {
        connected("Anna", state);

        admin.get(CONNECTIONS).then().statusCode(200).body("items", hasSize(0));
        admin.get(CONNECTIONS + "?state=" + state).then().body("items.display_name", contains("Anna"));
        admin.get(CONNECTIONS + "?state=waiting").then().body("items", hasSize(0));
    }

    @Test
    void whatItsOwnerHasStoppedIsNoTroubleWhateverItWasBefore() {
        UUID anna = connected("Anna", "password_refused");
        firm.execute("UPDATE paliad.user_caldav_config SET enabled = false WHERE user_id = ?", anna);

        admin.get(CONNECTIONS).then().body("items", hasSize(0));
        admin.get(CONNECTIONS + "?state=password_refused").then().body("items", hasSize(0));
        admin.get(CONNECTIONS + "?state=paused")
                .then()
                .body("items.state", contains("paused"))
                .body("items[0].since", nullValue());
    }

    @Test
    void sinceMovesWithTheStateAlone() {
        UUID anna = connected("Anna", "waiting");
        firm.execute("UPDATE paliad.caldav_account_state SET state_since = '2026-11-20T08:00Z'");

        becomes(anna, "waiting");
        admin.get(CONNECTIONS).then().body("items[0].since", equalTo("2026-11-20T08:00:00Z"));
        becomes(anna, "tls_failed");
        assertThat(admin.get(CONNECTIONS).jsonPath().getString("items[0].since"))
                .isNotEqualTo("2026-11-20T08:00:00Z");
        firm.execute("UPDATE paliad.caldav_account_state SET state_since = NULL");
        admin.get(CONNECTIONS).then().body("items[0].since", nullValue());
    }

    @Test
    void credentialsInAUrlOfTheFirstGenerationAreNotShown() {
        UUID anna = connected("Anna", "password_needed");
        firm.execute(
                "UPDATE paliad.user_caldav_config SET server_url = 'https://me:secret@dav.example.test:8443/' WHERE user_id = ?",
                anna);

        admin.get(CONNECTIONS).then().body("items[0].server_host", equalTo("dav.example.test:8443"));
    }

    @Test
    void aLongListComesInPagesByName() {
        connected("Clara", "waiting");
        connected("Anna", "waiting");
        connected("Ben", "tls_failed");

        Response first = admin.get(CONNECTIONS + "?limit=2");
        first.then().body("items.display_name", contains("Anna", "Ben"));

        admin.get(CONNECTIONS + "?limit=2&cursor=" + first.path("next_cursor"))
                .then()
                .body("items.display_name", contains("Clara"))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"state, broken", "state, WAITING", "limit, 0", "cursor, bm8"})
    void aBadParameterIsRefused(String parameter, String value) {
        refused(admin.get(CONNECTIONS + "?" + parameter + "={value}", value), parameter);
    }

    @Test
    void nobodyElseSeesIt() {
        problem(Api.as(firm.user()).get(CONNECTIONS), 403, "forbidden");
        problem(Api.with("no token").get(CONNECTIONS), 401, "unauthenticated");
    }

    private UUID connected(String name, String state) {
        UUID user = firm.user();
        firm.execute("UPDATE paliad.users SET display_name = ? WHERE id = ?", name, user);
        firm.connection(user);
        becomes(user, state);
        return user;
    }

    private void becomes(UUID user, String state) {
        firm.execute("""
                UPDATE paliad.caldav_account_state SET state = ?
                WHERE account_id = (SELECT account_id FROM paliad.user_caldav_config WHERE user_id = ?)
                """, state, user);
    }
}
