package de.msbls.paliad.calendar.connection;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class ConnectionApiTest {

    private static final String CONFIG = "/api/caldav-config";
    private static final String SECRET = "correct-horse-battery";

    DataSource database;

    private FirmData firm;
    private UUID anna;
    private Api api;

    @BeforeEach
    void aLawyer() {
        firm = new FirmData(database);
        anna = firm.user();
        api = Api.as(anna);
    }

    @Test
    void theFirstPutConnectsAndBindsEverythingVisible() {
        problem(api.get(CONFIG), 404, "not-found");

        Response created = api.put(CONFIG, body("calendar_path", "/dav/anna/work"));

        created.then()
                .statusCode(201)
                .body("server_url", equalTo("https://dav.example.test/dav/"))
                .body("username", equalTo("anna"))
                .body("calendar_path", equalTo("/dav/anna/work/"))
                .body("enabled", equalTo(true))
                .body("error_code", nullValue())
                .body("retry_at", nullValue())
                .body("last_sync_at", nullValue())
                .body("last_sync_error", nullValue());
        assertThat(created.jsonPath().<String, Object>getMap("$"))
                .containsOnlyKeys(
                        "server_url",
                        "username",
                        "calendar_path",
                        "enabled",
                        "state",
                        "error_code",
                        "retry_at",
                        "last_sync_at",
                        "last_sync_error");
        api.get("/api/caldav-bindings")
                .then()
                .body("$", hasSize(1))
                .body("[0].scope_kind", equalTo("all_visible"))
                .body("[0].display_name", equalTo("Paliad"))
                .body("[0].calendar_path", equalTo("/dav/anna/work/"));
    }

    @Test
    void withoutACalendarTheFirstBindingWaitsForOne() {
        api.put(CONFIG, body()).then().statusCode(201).body("calendar_path", nullValue());

        api.get("/api/caldav-bindings").then().body("$", hasSize(1)).body("[0].calendar_path", nullValue());
    }

    @Test
    void laterPutsChangeNoBinding() {
        connect();
        String id = api.get("/api/caldav-bindings").path("[0].id");
        api.delete("/api/caldav-bindings/" + id).then().statusCode(204);

        api.put(CONFIG, body("calendar_path", "/other/")).then().statusCode(200).body("calendar_path", nullValue());

        api.get("/api/caldav-bindings").then().body("$", hasSize(0));
    }

    @Test
    void thePasswordIsNeitherToldNorStoredReadably() {
        Response put = api.put(CONFIG, body());
        put.then().body(not(containsString(SECRET)));
        api.get(CONFIG).then().body(not(containsString(SECRET)));

        byte[] stored = (byte[])
                firm.query("SELECT password_encrypted AS it FROM paliad.user_caldav_config WHERE user_id = ?", anna)
                        .get(0)
                        .get("it");
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
    }

    @Test
    void withoutAPasswordTheStoredOneStays() {
        connect();
        UUID account = account();

        Map<String, Object> body = body("enabled", false);
        body.remove("password");
        api.put(CONFIG, body).then().statusCode(200).body("state", equalTo("paused"));
        body.put("server_url", "https://DAV.example.test:443/another/path/");
        api.put(CONFIG, body).then().statusCode(200);

        assertThat(account()).isEqualTo(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example.test/dav/", "https://dav.example.test:8443/dav/"})
    void anotherServerNeedsThePasswordAgain(String url) {
        connect();
        Map<String, Object> body = body("server_url", url);
        body.remove("password");

        refused(api.put(CONFIG, body), "password");
        refused(api.put(CONFIG, without("password", "username", "someone-else")), "password");
    }

    @Test
    void theFirstPutNeedsAPassword() {
        refused(api.put(CONFIG, without("password")), "password");
        api.get("/api/caldav-bindings").then().body("$", hasSize(0));
    }

    @Test
    void aConnectionPointedElsewhereRetiresItsAccountAndItsBindingsWait() {
        api.put(CONFIG, body("calendar_path", "/dav/anna/work/")).then().statusCode(201);
        UUID old = account();
        UUID appointment = firm.appointment(anna, null, "Personal", "2026-12-01T09:00:00Z");
        target(appointment);

        api.put(CONFIG, body("username", "anna2")).then().statusCode(200).body("calendar_path", nullValue());

        assertThat(account()).isNotEqualTo(old);
        assertThat(firm.query("SELECT FROM paliad.retired_caldav_accounts WHERE account_id = ?", old))
                .hasSize(1);
        assertThat(firm.query("SELECT FROM paliad.caldav_tombstones WHERE account_id = ?", old))
                .hasSize(1);
        api.get("/api/caldav-bindings")
                .then()
                .body("$", hasSize(1))
                .body("[0].calendar_path", nullValue())
                .body("[0].state", equalTo("choose_calendar"));
    }

    @Test
    void aNewPasswordGivesTheAccountANewChance() {
        api.put(CONFIG, body("enabled", false)).then().statusCode(201);
        firm.execute("""
                UPDATE paliad.caldav_account_state
                SET state = 'unauthorized', error_code = 'unauthorized', failures = 3, retry_at = now() + interval '1 day'
                WHERE account_id = ?
                """, account());
        firm.execute(
                "UPDATE paliad.caldav_leases SET not_before = now() + interval '1 day' WHERE account_id = ?",
                account());
        api.get(CONFIG).then().body("state", equalTo("paused")).body("error_code", equalTo("unauthorized"));

        api.put(CONFIG, body("password", "a new one", "enabled", false)).then().statusCode(200);

        api.get(CONFIG).then().body("error_code", nullValue()).body("retry_at", nullValue());
        assertThat(firm.query(
                        "SELECT FROM paliad.caldav_leases WHERE account_id = ? AND not_before = '-infinity'",
                        account()))
                .hasSize(1);
    }

    @Test
    void aPasswordOfTheFirstGenerationMustBeEnteredAgain() {
        firm.execute("""
                INSERT INTO paliad.user_caldav_config (user_id, server_url, username, password_encrypted, calendar_path)
                VALUES (?, 'https://dav.example.test/dav/', 'anna', '\\x1234', '/c/')
                """, anna);
        api.get(CONFIG).then().body("state", equalTo("password_needed"));

        refused(api.put(CONFIG, without("password")), "password");
        problem(api.get("/api/caldav-calendars"), 409, "password-needed");
        api.put(CONFIG, body("enabled", false)).then().statusCode(200);

        assertThat(firm.query(
                        "SELECT FROM paliad.caldav_account_state WHERE account_id = ? AND state = 'pending'",
                        account()))
                .hasSize(1);
    }

    @Test
    void disconnectingTakesTheBindingsAndRetiresTheAccount() {
        connect();
        UUID account = account();

        api.delete(CONFIG).then().statusCode(204).body(blankOrNullString());

        problem(api.get(CONFIG), 404, "not-found");
        problem(api.delete(CONFIG), 404, "not-found");
        api.get("/api/caldav-bindings").then().body("$", hasSize(0));
        assertThat(firm.query("SELECT FROM paliad.retired_caldav_accounts WHERE account_id = ?", account))
                .hasSize(1);
        api.put(CONFIG, body()).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dav.example.test",
                "ftp://dav.example.test/",
                "https:///dav/",
                "https://me:pw@dav.example.test/",
                "https://dav.example.test/?a=b",
                "https://dav.example.test/#a",
                "https://dav.example.test:99999/",
                "https://dav example.test/",
                "javascript:alert(1)",
                "file:///etc/passwd"
            })
    void aServerUrlMustNameAServer(String url) {
        refused(api.put(CONFIG, body("server_url", url)), "server_url");
    }

    @Test
    void whatWouldReachAHeaderIsPlainText() {
        refused(api.put(CONFIG, body("username", "a\r\nX-Evil: 1")), "username");
        refused(api.put(CONFIG, body("username", "a:b")), "username");
        refused(api.put(CONFIG, body("username", " ")), "username");
        refused(api.put(CONFIG, body("password", "a\nb")), "password");
        refused(api.put(CONFIG, body("password", "")), "password");
        refused(api.put(CONFIG, body("server_url", "https://dav.example.test/" + "a".repeat(2048))), "server_url");
        refused(api.put(CONFIG, body("calendar_path", "https://other.example.test/c/")), "calendar_path");
        refused(api.put(CONFIG, body("state", "ok")), "state");
        refused(api.put(CONFIG, body("enabled", "yes")), "enabled");
        refused(api.put(CONFIG, without("server_url")), "server_url");
    }

    @Test
    void manyFirstPutsAtOnceMakeOneConnectionAndOneBinding() {
        List<Integer> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> api.put(CONFIG, body()).statusCode())
                .toList();

        assertThat(answers).containsOnly(200, 201).containsOnlyOnce(201);
        api.get("/api/caldav-bindings").then().body("$", hasSize(1));
    }

    @Test
    void whoTriesTooOftenMustWait() {
        String body = "{\"server_url\": \"https://127.0.0.1:9/\", \"username\": \"anna\", \"password\": \"guess\"}";
        for (int i = 0; i < 20; i++) {
            problem(api.post(CONFIG + "/check", body), 502, "calendar-server");
        }

        problem(api.post(CONFIG + "/check", body), 429, "too-many-requests");
        Response put = api.put(CONFIG, body());
        problem(put, 429, "too-many-requests");
        assertThat(put.header("Retry-After")).isNotBlank();
        problem(Api.as(firm.user()).post(CONFIG + "/check", body), 502, "calendar-server");
    }

    @Test
    void aCheckOfAnAddressThatMayNotBeContactedSaysSo() {
        Response answer = api.post(
                CONFIG + "/check", Map.of("server_url", "https://10.1.2.3/", "username", "a", "password", SECRET));

        problem(answer, 502, "calendar-server");
        answer.then().body("error_code", equalTo("address_refused")).body(not(containsString(SECRET)));
        refused(api.post(CONFIG + "/check", Map.of("server_url", "https://10.1.2.3/", "username", "a")), "password");
        problem(api.get(CONFIG), 404, "not-found");
    }

    private void connect() {
        api.put(CONFIG, body()).then().statusCode(201);
    }

    private UUID account() {
        return (UUID) firm.query("SELECT account_id FROM paliad.user_caldav_config WHERE user_id = ?", anna)
                .get(0)
                .get("account_id");
    }

    private void target(UUID appointment) {
        firm.execute("""
                INSERT INTO paliad.appointment_caldav_targets
                    (binding_id, appointment_id, account_id, status, uid, href, href_key, base_version)
                SELECT b.id, ?, c.account_id, 'active', 'uid', '/c/uid.ics', '/c/uid.ics', 1
                FROM paliad.user_caldav_config c
                JOIN paliad.user_calendar_bindings b ON b.user_id = c.user_id
                WHERE c.user_id = ?
                """, appointment, anna);
    }

    private static Map<String, Object> body(Object... changes) {
        Map<String, Object> body = new HashMap<>(
                Map.of("server_url", "https://dav.example.test/dav/", "username", "anna", "password", SECRET));
        for (int i = 0; i < changes.length; i += 2) {
            body.put((String) changes[i], changes[i + 1]);
        }
        return body;
    }

    private static Map<String, Object> without(String member, Object... changes) {
        Map<String, Object> body = body(changes);
        body.remove(member);
        return body;
    }
}
