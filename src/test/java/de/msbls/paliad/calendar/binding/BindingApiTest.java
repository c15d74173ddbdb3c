package de.msbls.paliad.calendar.binding;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class BindingApiTest {

    private static final String BINDINGS = "/api/caldav-bindings";

    DataSource database;

    private FirmData firm;
    private UUID anna;
    private Api api;
    private UUID client;
    private UUID matter;

    @BeforeEach
    void aLawyerWithAConnectionAndAClient() {
        firm = new FirmData(database);
        anna = firm.user();
        firm.connection(anna);
        client = firm.project("client", null);
        matter = firm.project("litigation", client);
        firm.team(matter, anna, "member");
        api = Api.as(anna);
    }

    @Test
    void aBindingIsCreatedReadListedAndRemoved() {
        Response created = api.post(
                BINDINGS, Map.of("calendar_path", "/dav/work", "display_name", "Work", "scope_kind", "all_visible"));

        created.then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("user_id", equalTo(anna.toString()))
                .body("calendar_path", equalTo("/dav/work/"))
                .body("display_name", equalTo("Work"))
                .body("scope_kind", equalTo("all_visible"))
                .body("scope_id", nullValue())
                .body("include_personal", equalTo(false))
                .body("detail", equalTo("full"))
                .body("enabled", equalTo(true))
                .body("state", equalTo("pending"))
                .body("created_at", notNullValue())
                .body("$", not(hasItem("version")));
        assertThat(created.jsonPath().<String, Object>getMap("$"))
                .containsOnlyKeys(
                        "id",
                        "user_id",
                        "calendar_path",
                        "display_name",
                        "scope_kind",
                        "scope_id",
                        "include_personal",
                        "detail",
                        "enabled",
                        "state",
                        "error_code",
                        "retry_at",
                        "last_sync_at",
                        "last_sync_error",
                        "created_at",
                        "updated_at");
        String id = created.path("id");
        assertThat(created.header("Location")).endsWith(BINDINGS + "/" + id);
        api.get(BINDINGS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("id", equalTo(id));
        api.get(BINDINGS).then().statusCode(200).body("id", contains(id));

        api.delete(BINDINGS + "/" + id).then().statusCode(204).body(blankOrNullString());

        api.get(BINDINGS + "/" + id).then().statusCode(404);
        api.get(BINDINGS).then().body("$", hasSize(0));
    }

    @Test
    void theListBeginsWithTheRootKinds() {
        create("/c/1", "project", matter);
        create("/c/2", "personal_only", null);
        create("/c/3", "client", client);
        create("/c/4", "all_visible", null);

        api.get(BINDINGS).then().body("calendar_path", contains("/c/4/", "/c/2/", "/c/1/", "/c/3/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all_visible", "personal_only"})
    void aRootKindTakesNoScopeId(String kind) {
        create("/c/none", kind, null).then().statusCode(201);
        refused(create("/c/some", kind, client), "scope_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "litigation", "patent", "case", "project"})
    void everyOtherKindNeedsAScopeId(String kind) {
        UUID node = firm.project(kind, client);
        firm.team(node, anna, "observer");

        create("/c/some", kind, node).then().statusCode(201).body("scope_id", equalTo(node.toString()));
        refused(create("/c/none", kind, null), "scope_id");
    }

    @Test
    void aProjectScopeTakesANodeOfAnyKind() {
        create("/c/1", "project", client).then().statusCode(201);
        create("/c/2", "project", matter).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"calendar_path\": \"/c\"}",
                "{\"calendar_path\": \"/c\", \"scope_kind\": null}",
                "{\"calendar_path\": \"/c\", \"scope_kind\": \"everything\"}",
                "{\"calendar_path\": \"/c\", \"scope_kind\": \"ALL_VISIBLE\"}",
                "{\"calendar_path\": \"/c\", \"scope_kind\": 1}",
                "{\"calendar_path\": \"/c\", \"scope_kind\": [\"all_visible\"]}",
            })
    void anUnknownKindIsRefused(String body) {
        refused(api.post(BINDINGS, body), "scope_kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "scope_id | 'not-a-uuid'",
                "scope_id | 7",
                "include_personal | 'true'",
                "include_personal | 1",
                "enabled | 'yes'",
                "enabled | {}",
                "display_name | 5",
                "display_name | true",
                "display_name | ['a']",
                "detail | 'everything'",
                "detail | 0",
                "calendar_path | 12",
                "id | '6f1f6f0e-0000-4000-8000-000000000001'",
                "user_id | '6f1f6f0e-0000-4000-8000-000000000001'",
                "state | 'ok'",
                "created_at | '2026-01-01T00:00:00Z'",
                "colour | 'red'"
            })
    void wrongTypesAndUnknownOrReadOnlyMembersAreRefused(String member, String value) {
        String json = value.replace('\'', '"');
        Map<String, String> members =
                new HashMap<>(Map.of("calendar_path", "\"/c/\"", "scope_kind", "\"all_visible\""));
        members.put(member, json);

        refused(api.post(BINDINGS, object(members)), member);
        String id = create("/c/patched", "all_visible", null).path("id");
        refused(api.patch(BINDINGS + "/" + id, object(Map.of(member, json))), member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "\"text\"", "null", "{", "{\"a\":}", "{} {}", "{\"enabled\":true,\"enabled\":false}"})
    void whatIsNoJsonObjectIsRefused(String body) {
        problem(api.post(BINDINGS, body), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "work",
                "//other.example/c/",
                "/c/?a=b",
                "/c/#a",
                "/c/../other/",
                "/c/%2e%2e/other/",
                "/a b/",
                "/c/%0d%0aX-Evil:1/",
                "/c/%zz/",
                "ftp://dav.example.test/c/",
                "mailto:a@b.example",
                "https://user:pw@dav.example.test/c/",
                "https://elsewhere.example.test/c/"
            })
    void aCalendarPathThatLeadsElsewhereIsRefused(String path) {
        refused(create(path, "all_visible", null), "calendar_path");
    }

    @Test
    void aCalendarPathMayNotBeLong() {
        refused(create("/" + "c".repeat(1024), "all_visible", null), "calendar_path");
        create("/" + "c".repeat(1000), "all_visible", null).then().statusCode(201);
    }

    @Test
    void aFullUrlOfTheAccountsHostIsAPathThere() {
        create("https://dav.example.test:443/c/full", "all_visible", null)
                .then()
                .statusCode(201)
                .body("calendar_path", equalTo("/c/full/"));
    }

    @Test
    void aSecondBindingOnTheSameCalendarConflictsHoweverThePathIsSpelled() {
        create("/c/w%C3%B6rk/", "all_visible", null).then().statusCode(201);

        problem(create("/c/wörk", "personal_only", null), 409, "calendar-taken");
        problem(create("/c/w%c3%b6rk", "personal_only", null), 409, "calendar-taken");
    }

    @Test
    void twoUsersMayHaveTheSamePath() {
        create("/calendars/me/", "all_visible", null).then().statusCode(201);
        UUID bert = firm.user();
        firm.connection(bert);

        Api.as(bert)
                .post(BINDINGS, Map.of("calendar_path", "/calendars/me/", "scope_kind", "all_visible"))
                .then()
                .statusCode(201);
    }

    @Test
    void withoutAConnectionThereIsNothingToBind() {
        problem(
                Api.as(firm.user()).post(BINDINGS, Map.of("calendar_path", "/c/", "scope_kind", "all_visible")),
                409,
                "no-connection");
    }

    @Test
    void aDisplayNameIsShortAndPlain() {
        refused(named("x".repeat(201)), "display_name");
        refused(named("a\u0000b"), "display_name");
        refused(named("a\r\nb"), "display_name");
        refused(named("a\u0085b"), "display_name");
        refused(named("a\u007fb"), "display_name");
        named("👩‍⚖️ Verhandlungen, „Müller“").then().statusCode(201);
    }

    @Test
    void twoHundredCharactersAreCountedAsAReaderCounts() {
        named("🐎".repeat(200)).then().statusCode(201);
    }

    @Test
    void aDisplayNameOfAMegabyteIsRefused() {
        problem(named("x".repeat(1 << 20)), 413, "too-large");
    }

    @Test
    void missingInvisibleAndWrongKindScopeIdsGetTheSameAnswer() {
        UUID invisible = firm.project("client", null);
        String missing = create("/c/1", "client", UUID.randomUUID()).body().asString();

        assertThat(create("/c/1", "client", invisible).body().asString()).isEqualTo(missing);
        assertThat(create("/c/1", "client", matter).body().asString()).isEqualTo(missing);
        refused(create("/c/1", "client", matter), "scope_id");
    }

    @Test
    void aNodeIsSelectableWhenADescendantOfItIsVisible() {
        UUID deep = firm.project("case", matter);
        UUID sibling = firm.project("litigation", client);

        create("/c/above", "client", client).then().statusCode(201);
        create("/c/below", "case", deep).then().statusCode(201);
        refused(create("/c/beside", "litigation", sibling), "scope_id");
    }

    @Test
    void aPatchChangesWhatItNamesAndRaisesTheVersion() {
        String path = existing("project", matter);

        api.patch(path, Map.of("display_name", "Renamed"))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("display_name", equalTo("Renamed"))
                .body("scope_id", equalTo(matter.toString()));
        api.patch(path, "{}").then().statusCode(200).header("ETag", "\"2\"");
        api.patch(path, "{\"display_name\": null}").then().body("display_name", equalTo(""));
    }

    @Test
    void aMergePatchMayCallItselfSo() {
        String path = existing("all_visible", null);

        api.request()
                .contentType("application/merge-patch+json")
                .body("{\"include_personal\": true, \"detail\": \"busy\", \"enabled\": false}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("include_personal", equalTo(true))
                .body("detail", equalTo("busy"))
                .body("state", equalTo("paused"));
    }

    @Test
    void theSeedsImpossiblePatchSucceeds() {
        String path = existing("project", matter);

        api.patch(path, Map.of("scope_kind", "all_visible"))
                .then()
                .statusCode(200)
                .body("scope_kind", equalTo("all_visible"))
                .body("scope_id", nullValue());
    }

    @Test
    void aNewKindKeepsTheOldNodeWhereItFits() {
        String path = existing("project", matter);

        api.patch(path, Map.of("scope_kind", "litigation"))
                .then()
                .statusCode(200)
                .body("scope_id", equalTo(matter.toString()));
        refused(api.patch(path, Map.of("scope_kind", "case")), "scope_id");
        api.patch(path, Map.of("scope_kind", "client", "scope_id", client))
                .then()
                .statusCode(200);
    }

    @Test
    void whatThePatchLeavesOpenIsJudgedOnTheRow() {
        String root = existing("all_visible", null);
        String node = existing("project", matter);

        refused(api.patch(root, Map.of("scope_kind", "project")), "scope_id");
        refused(api.patch(root, Map.of("scope_id", matter)), "scope_id");
        refused(api.patch(node, "{\"scope_id\": null}"), "scope_id");
        api.patch(root, "{\"scope_id\": null}").then().statusCode(200).header("ETag", "\"1\"");
        refused(api.patch(node, Map.of("scope_id", UUID.randomUUID())), "scope_id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scope_kind | {\"scope_kind\": null}",
                "scope_kind | {\"scope_kind\": \"everything\"}",
                "scope_id | {\"scope_kind\": \"all_visible\", \"scope_id\": \"6f1f6f0e-0000-4000-8000-000000000001\"}",
                "scope_id | {\"scope_kind\": \"client\", \"scope_id\": null}",
                "enabled | {\"enabled\": null}",
                "include_personal | {\"include_personal\": null}",
                "detail | {\"detail\": null}",
                "calendar_path | {\"calendar_path\": \"/other/\"}",
                "calendar_path | {\"calendar_path\": null}",
                "display_name | {\"display_name\": \"a\\u0007\"}"
            })
    void whatThePatchAloneDecidesIsRefused(String field, String body) {
        refused(api.patch(existing("project", matter), body), field);
    }

    @Test
    void aNodeThatIsGoneDoesNotHinderOtherChanges() {
        UUID leaf = firm.project("case", matter);
        String path = existing("case", leaf);
        firm.execute("DELETE FROM paliad.projects WHERE id = ?", leaf);

        api.patch(path, Map.of("display_name", "Old case", "enabled", false, "scope_id", leaf))
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false));
    }

    @Test
    void aChangeOfTheSliceIsMarkedAsTheUsersOwnWish() {
        String path = existing("project", matter);
        UUID id = UUID.fromString(path.substring(BINDINGS.length() + 1));
        firm.execute(
                "UPDATE paliad.binding_sync_state SET scope_changes_done = scope_changes WHERE binding_id = ?", id);

        api.patch(path, Map.of("display_name", "Only the name")).then().statusCode(200);
        assertThat(userChangedScope(id)).isFalse();

        api.patch(path, Map.of("scope_kind", "all_visible")).then().statusCode(200);
        assertThat(userChangedScope(id)).isTrue();
    }

    @Test
    void ifMatchIsOptionalAndStrict() {
        String path = existing("all_visible", null);

        api.patch(path, "{\"display_name\": \"A\"}", Map.of("If-Match", "\"1\""))
                .then()
                .statusCode(200);
        problem(api.patch(path, "{\"display_name\": \"B\"}", Map.of("If-Match", "\"1\"")), 412, "stale");
        problem(api.patch(path, "{\"display_name\": \"B\"}", Map.of("If-Match", "W/\"1\"")), 412, "stale");
        problem(api.patch(path, "{\"display_name\": \"B\"}", Map.of("If-Match", "2")), 400, "invalid-request");
        api.patch(path, "{\"display_name\": \"C\"}", Map.of("If-Match", "\"7\", \"2\""))
                .then()
                .statusCode(200);
        api.patch(path, "{\"display_name\": \"D\"}", Map.of("If-Match", "*"))
                .then()
                .statusCode(200);
        problem(api.request().header("If-Match", "\"1\"").delete(path), 412, "stale");
        api.request().header("If-Match", "\"4\"").delete(path).then().statusCode(204);
    }

    @Test
    void anotherUsersBindingIsNotThere() {
        String path = existing("all_visible", null);
        UUID bert = firm.user();
        firm.connection(bert);
        Api other = Api.as(bert);

        String nowhere = other.get(BINDINGS + "/" + UUID.randomUUID()).body().asString();
        assertThat(other.get(path).body().asString()).isEqualTo(nowhere);
        problem(other.get(path), 404, "not-found");
        problem(other.patch(path, "{}"), 404, "not-found");
        problem(other.delete(path), 404, "not-found");
        problem(other.request().post(path + "/sync"), 404, "not-found");
        problem(other.get(BINDINGS + "/no-uuid"), 404, "not-found");
        api.get(path).then().statusCode(200);
    }

    @Test
    void removingABindingOwesItsObjectsToTheServerUnlessTheyAreKept() {
        String first = existing("all_visible", null);
        String second = existing("personal_only", null);
        UUID appointment = firm.appointment(anna, null, "Personal", "2026-12-01T09:00:00Z");
        target(first, appointment);
        target(second, appointment);

        api.delete(second + "?keep_remote=true").then().statusCode(204);
        assertThat(tombstones(appointment)).isZero();
        api.delete(first).then().statusCode(204);
        assertThat(tombstones(appointment)).isOne();
        problem(api.delete(first + "?keep_remote=maybe"), 400, "invalid-request");
    }

    @Test
    void syncNowWakesTheWorkers() {
        String path = existing("all_visible", null);

        api.request().post(path + "/sync").then().statusCode(202);
        api.patch(path, "{\"enabled\": false}").then().statusCode(200);
        problem(api.request().post(path + "/sync"), 409, "conflict");
    }

    @Test
    void withoutATokenNothingIsTold() {
        for (Response answer : List.of(
                given().get(BINDINGS),
                given().contentType("application/json").body("{}").post(BINDINGS),
                given().auth().oauth2("not.a.token").get(BINDINGS))) {
            problem(answer, 401, "unauthenticated");
            answer.then().header("WWW-Authenticate", containsString("Bearer"));
        }
    }

    @Test
    void whatTheResourceDoesNotOfferIsAProblemToo() {
        problem(api.put(BINDINGS, "{}"), 405, "method-not-allowed");
        problem(api.request().contentType("text/plain").body("x").post(BINDINGS), 415, "unsupported-media-type");
        problem(api.request().accept("application/pdf").get(BINDINGS), 406, "not-acceptable");
        problem(api.get("/api/no-such-thing"), 404, "not-found");
    }

    @Test
    void anUnknownUserSeesNothingAndMayNotWrite() {
        Api stranger = Api.as(UUID.randomUUID());

        stranger.get(BINDINGS).then().statusCode(200).body("$", hasSize(0));
        problem(
                stranger.post(BINDINGS, Map.of("calendar_path", "/c/", "scope_kind", "all_visible")),
                403,
                "unknown-user");
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private Response create(String path, String kind, UUID scopeId) {
        Map<String, Object> body = new HashMap<>();
        body.put("calendar_path", path);
        body.put("scope_kind", kind);
        body.put("scope_id", scopeId);
        return api.post(BINDINGS, body);
    }

    private Response named(String name) {
        return api.post(
                BINDINGS,
                Map.of("calendar_path", "/c/" + UUID.randomUUID(), "scope_kind", "all_visible", "display_name", name));
    }

    private String existing(String kind, UUID scopeId) {
        String id = create("/c/" + UUID.randomUUID(), kind, scopeId)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return BINDINGS + "/" + id;
    }

    private void target(String binding, UUID appointment) {
        firm.execute("""
                INSERT INTO paliad.appointment_caldav_targets
                    (binding_id, appointment_id, account_id, status, uid, href, href_key, base_version)
                SELECT ?, ?, account_id, 'active', 'uid', '/c/uid.ics', '/c/uid.ics', 1
                FROM paliad.user_caldav_config
                WHERE user_id = ?
                """, UUID.fromString(binding.substring(BINDINGS.length() + 1)), appointment, anna);
    }

    private long tombstones(UUID appointment) {
        return firm.query("SELECT FROM paliad.caldav_tombstones WHERE appointment_id = ?", appointment)
                .size();
    }

    private boolean userChangedScope(UUID id) {
        return (boolean) firm.query(
                        "SELECT user_scope_change > scope_changes_done AS it FROM paliad.binding_sync_state WHERE binding_id = ?",
                        id)
                .get(0)
                .get("it");
    }
}
