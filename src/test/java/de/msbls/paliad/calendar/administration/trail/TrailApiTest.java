package de.msbls.paliad.calendar.administration.trail;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
class TrailApiTest {

    private static final String TRAIL = "/api/admin/audit-trail";
    private static final String CONFIG = "/api/caldav-config";
    private static final String BINDINGS = "/api/caldav-bindings";
    private static final String SECRET = "correct-horse-battery";
    private static final String SERVER = "https://dav.example.test/dav/";

    DataSource database;

    private FirmData firm;
    private UUID anna;
    private Api api;
    private Api admin;

    @BeforeEach
    void aLawyerAndAnAdmin() {
        firm = new FirmData(database);
        anna = firm.user();
        api = Api.as(anna);
        admin = Api.with(Tokens.admin(firm.user()));
    }

    @Test
    void aNewConnectionIsToldWithItsFirstBinding() {
        connect(SERVER, SECRET);

        JsonPath trail = trail();
        assertThat(trail.<String>getList("items.act")).containsExactly("binding_made", "connection_made");
        assertThat(trail.<String, Object>getMap("items[1]"))
                .containsOnlyKeys(
                        "id", "at", "actor_id", "as_admin", "user_id", "act", "resource_id", "fields", "details")
                .containsEntry("actor_id", anna.toString())
                .containsEntry("as_admin", false)
                .containsEntry("user_id", anna.toString())
                .containsEntry("resource_id", account())
                .containsEntry("fields", List.of())
                .containsEntry("details", Map.of("server_url", SERVER, "username", "anna", "enabled", true));
        assertThat(trail.<String, Object>getMap("items[0].details")).containsEntry("scope_kind", "all_visible");
    }

    @Test
    void eachChangeOfAConnectionIsTold() {
        connect(SERVER, SECRET);
        String first = account();
        connect(SERVER, null);
        connect(SERVER, "another-" + SECRET);
        api.put(CONFIG, Map.of("server_url", SERVER, "username", "anna", "enabled", false));
        connect("https://dav.example.test/calendars/", null);
        connect("https://other.example.test/", SECRET);
        String second = account();
        api.delete(CONFIG);

        JsonPath trail = trail();
        assertThat(trail.<String>getList("items.act"))
                .containsExactly(
                        "binding_removed",
                        "connection_removed",
                        "connection_moved",
                        "connection_resumed",
                        "connection_changed",
                        "connection_paused",
                        "password_changed",
                        "binding_made",
                        "connection_made");
        assertThat(trail.<String>getList("items.resource_id").subList(1, 7))
                .containsExactly(second, second, first, first, first, first);
        assertThat(trail.<String>getList("items[2].fields")).containsExactly("server_url", "password");
        assertThat(trail.<String, Object>getMap("items[2].details"))
                .isEqualTo(Map.of(
                        "former_account_id", first, "server_url", "https://other.example.test/", "username", "anna"));
        assertThat(trail.<String, Object>getMap("items[4].details"))
                .isEqualTo(Map.of("server_url", "https://dav.example.test/calendars/"));
        assertThat(trail.<String>getList("items[6].fields")).containsExactly("password");
        assertThat(trail.<String, Object>getMap("items[6].details")).isEmpty();
        assertThat(admin.get(path()).asString()).doesNotContain(SECRET);
    }

    @Test
    void eachChangeOfABindingIsToldByItsFields() {
        connect(SERVER, SECRET);
        String id = api.post(BINDINGS, Map.of("calendar_path", "/dav/own/", "scope_kind", "personal_only"))
                .path("id");
        api.patch(BINDINGS + "/" + id, Map.of("display_name", "Own", "enabled", false));
        api.patch(BINDINGS + "/" + id, Map.of("display_name", "Own"));
        api.delete(BINDINGS + "/" + id + "?keep_remote=true");

        JsonPath trail = trail();
        assertThat(trail.<String>getList("items.act").subList(0, 3))
                .containsExactly("binding_removed", "binding_changed", "binding_made");
        assertThat(trail.<String>getList("items.resource_id").subList(0, 3)).containsOnly(id);
        assertThat(trail.<String, Object>getMap("items[0].details")).isEqualTo(Map.of("keep_remote", true));
        assertThat(trail.<String>getList("items[1].fields")).containsExactly("display_name", "enabled");
        assertThat(trail.<String, Object>getMap("items[1].details"))
                .isEqualTo(Map.of("display_name", "Own", "enabled", false));
        assertThat(trail.<String, Object>getMap("items[2].details"))
                .containsEntry("calendar_path", "/dav/own/")
                .containsEntry("scope_kind", "personal_only")
                .containsEntry("scope_id", null)
                .containsEntry("detail", "full");
    }

    @Test
    void aResolvedConflictIsToldWithoutWhatItWasAbout() {
        firm.connection(anna);
        SyncState sync = new SyncState(firm);
        UUID binding = sync.binding(anna, "all_visible", null);
        UUID dentist = firm.appointment(anna, null, "Dentist", "2026-12-01T09:00:00Z");
        String version = "{\"title\": \"Root canal\"}";
        UUID conflict = sync.conflict(anna, binding, dentist, "both_changed", "{summary}", version, version);

        api.post("/api/caldav-conflicts/" + conflict + "/resolve", Map.of("resolution", "keep_database"))
                .then()
                .statusCode(200);

        JsonPath trail = trail();
        assertThat(trail.<String>getList("items.act")).containsExactly("conflict_resolved");
        assertThat(trail.getString("items[0].resource_id")).isEqualTo(conflict.toString());
        assertThat(trail.<String, Object>getMap("items[0].details")).isEqualTo(Map.of("resolution", "keep_database"));
    }

    @Test
    void whatWasRefusedOrRepeatedIsNotTold() {
        connect(SERVER, SECRET);
        Map<String, Object> body = Map.of("calendar_path", "/dav/own/", "scope_kind", "personal_only");
        Map<String, String> key = Map.of("Idempotency-Key", "once");
        api.post(BINDINGS, body, key).then().statusCode(201);
        int told = trail().getList("items").size();

        api.post(BINDINGS, body, key).then().statusCode(201);
        api.post(BINDINGS, body).then().statusCode(409);
        api.put(CONFIG, Map.of("server_url", "https://other.example.test/", "username", "anna"))
                .then()
                .statusCode(400);
        api.get(CONFIG).then().statusCode(200);

        assertThat(trail().getList("items")).hasSize(told);
    }

    @Test
    void aLongTrailComesInPagesNewestFirst() {
        for (int i = 1; i <= 5; i++) {
            told(anna, i, "2026-11-20T08:00:00Z");
        }

        List<Integer> read = new ArrayList<>();
        Response page = admin.get(path() + "&limit=2");
        read.addAll(page.jsonPath().getList("items.details.number"));
        told(anna, 6, "2026-11-20T08:00:00Z");
        while (page.path("next_cursor") != null) {
            page = admin.get(path() + "&limit=2&cursor=" + page.path("next_cursor"));
            read.addAll(page.jsonPath().getList("items.details.number"));
        }

        assertThat(read).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void aUserAndATimeCanBeAskedFor() {
        UUID ben = firm.user();
        told(anna, 1, "2025-11-19T23:59:59.999999Z");
        told(anna, 2, "2025-11-20T00:00:00Z");
        told(anna, 3, "2025-11-21T00:00:00Z");
        told(ben, 4, "2025-11-20T00:00:00Z");

        assertThat(numbers(path() + "&from=2025-11-20&to=2025-11-21")).containsExactly(2);
        assertThat(numbers(path() + "&from=2025-11-20T00:00:00Z")).containsExactly(3, 2);
        assertThat(numbers(path() + "&to=2025-11-20")).containsExactly(1);
        assertThat(numbers(TRAIL + "?from=2025-11-20&to=2025-11-21"))
                .contains(2, 4)
                .doesNotContain(1, 3);
    }

    @ParameterizedTest
    @CsvSource({"user_id, 1-1-1-1-1", "from, yesterday", "to, 2026-13-01", "limit, 201", "cursor, bm8"})
    void aBadParameterIsRefused(String parameter, String value) {
        refused(admin.get(TRAIL + "?" + parameter + "={value}", value), parameter);
    }

    @Test
    void nobodyElseReadsItNotEvenHerOwn() {
        problem(api.get(path()), 403, "forbidden");
    }

    @Test
    void anAdminWhoIsNoUserOfOursIsNobody() {
        problem(Api.with(Tokens.adminWithSubject("anna")).get(path()), 401, "unauthenticated");
    }

    private void connect(String server, String password) {
        Map<String, Object> body = new HashMap<>(Map.of("server_url", server, "username", "anna"));
        if (password != null) {
            body.put("password", password);
        }
        assertThat(api.put(CONFIG, body).statusCode()).isIn(200, 201);
    }

    private String account() {
        return firm.query("SELECT account_id::text FROM paliad.user_caldav_config WHERE user_id = ?", anna)
                .get(0)
                .get("account_id")
                .toString();
    }

    private void told(UUID user, int number, String at) {
        firm.execute("""
                INSERT INTO paliad.audit_trail (at, actor_id, as_admin, user_id, act, resource_id, details)
                VALUES (?::timestamptz, ?, false, ?, 'binding_made', ?, jsonb_build_object('number', ?::int))
                """, at, user, user, user, number);
    }

    private List<Integer> numbers(String path) {
        return admin.get(path).jsonPath().getList("items.details.number", Integer.class);
    }

    private JsonPath trail() {
        Response answer = admin.get(path());
        answer.then().statusCode(200);
        return answer.jsonPath();
    }

    private String path() {
        return TRAIL + "?user_id=" + anna;
    }
}
