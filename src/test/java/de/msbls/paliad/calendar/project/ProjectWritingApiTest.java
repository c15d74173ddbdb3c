package de.msbls.paliad.calendar.project;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class ProjectWritingApiTest {

    private static final String PROJECTS = "/api/projects";

    DataSource database;

    private FirmData firm;
    private UUID client;
    private UUID matter;
    private UUID patent;
    private UUID anna;
    private Api api;

    @BeforeEach
    void aClientThatAnnaLeads() {
        firm = new FirmData(database);
        client = firm.project("client", null, "Acme");
        matter = firm.project("litigation", client, "Acme ./. Roadrunner");
        patent = firm.project("patent", matter, "EP 1 234 567");
        anna = firm.user();
        firm.team(client, anna, "lead");
        api = Api.as(anna);
    }

    @Test
    void aNodeIsMadeReadRenamedAndDeleted() {
        Response created = api.post(PROJECTS, node("case", matter, "LG Düsseldorf 4a O 17/26"));

        created.then()
                .statusCode(201)
                .body("parent_id", equalTo(matter.toString()))
                .body("kind", equalTo("case"))
                .body("title", equalTo("LG Düsseldorf 4a O 17/26"));
        assertThat(created.jsonPath().<String, Object>getMap("$")).containsOnlyKeys("id", "parent_id", "kind", "title");
        String path = path(created.path("id"));
        assertThat(created.header("Location")).endsWith(path);
        api.get(path).then().statusCode(200).header("ETag", equalTo(created.header("ETag")));
        api.patch(path, Map.of("title", "LG Düsseldorf 4a O 18/26"))
                .then()
                .statusCode(200)
                .body("title", equalTo("LG Düsseldorf 4a O 18/26"));
        api.delete(path).then().statusCode(204);
        problem(api.get(path), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "a lead of the client, 201, 200, 200, 204, 403",
        "a lead of the matter, 201, 403, 200, 204, 403",
        "a member,             403, 403, 403, 403, 403",
        "an observer,          403, 403, 403, 403, 403",
        "an admin,             403, 403, 403, 403, 200",
        "nobody,               400, 404, 404, 404, 404"
    })
    void whoMayManageAMatter(String who, int create, int rename, int renameChild, int deleteChild, int renameClient) {
        Api caller = caller(who);

        caller.post(PROJECTS, node("patent", matter, "EP 7")).then().statusCode(create);
        caller.patch(path(matter), Map.of("title", "Renamed")).then().statusCode(rename);
        caller.patch(path(patent), Map.of("title", "Renamed")).then().statusCode(renameChild);
        caller.delete(path(patent)).then().statusCode(deleteChild);
        caller.patch(path(client), Map.of("title", "Renamed")).then().statusCode(renameClient);

        assertThat(value(matter, "title")).isEqualTo(rename == 200 ? "Renamed" : "Acme ./. Roadrunner");
        assertThat(exists(patent)).isEqualTo(deleteChild != 204);
        assertThat(value(client, "title")).isEqualTo(renameClient == 200 ? "Renamed" : "Acme");
    }

    @Test
    void whoIsRefusedLearnsWhy() {
        Api observer = caller("an observer");

        problem(observer.post(PROJECTS, node("case", matter, "X")), 403, "may-not-edit");
        problem(observer.patch(path(matter), Map.of("title", "X")), 403, "may-not-edit");
        problem(observer.delete(path(matter)), 403, "may-not-edit");
        problem(observer.post(PROJECTS, Map.of("kind", "client", "title", "Mine")), 403, "forbidden");
        problem(
                Api.with(Tokens.admin(UUID.randomUUID())).post(PROJECTS, Map.of("kind", "client", "title", "X")),
                403,
                "unknown-user");
    }

    @Test
    void anInvisibleAndAMissingParentAreToldAlike() {
        Api stranger = Api.as(firm.user());

        Response invisible = stranger.post(PROJECTS, node("case", matter, "X"));
        Response missing = stranger.post(PROJECTS, node("case", UUID.randomUUID(), "X"));

        refused(invisible, "parent_id");
        assertThat(missing.body().asString()).isEqualTo(invisible.body().asString());
    }

    @Test
    void clientsAreAnAdminsAndOthersWorkBeneathThem() {
        Api admin = Api.with(Tokens.admin(firm.user()));

        Response created = admin.post(PROJECTS, Map.of("kind", "client", "title", "Globex"));

        created.then().statusCode(201).body("parent_id", nullValue());
        String path = path(created.path("id"));
        admin.get(path).then().statusCode(200);
        problem(api.patch(path, Map.of("title", "X")), 404, "not-found");
        admin.put(path + "/team/" + anna, Map.of("role", "lead")).then().statusCode(201);
        api.post(PROJECTS, node("litigation", UUID.fromString(created.path("id")), "Globex ./. Acme"))
                .then()
                .statusCode(201);
        problem(admin.delete(path), 409, "not-empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind | null",
                "kind | \"court\"",
                "kind | \"CASE\"",
                "kind | 3",
                "title | null",
                "title | \"\"",
                "title | \" \"",
                "title | \"a\\nb\"",
                "title | \"a\\u0000b\"",
                "title | 5",
                "parent_id | null",
                "parent_id | \"x\"",
                "parent_id | 7",
                "id | \"6f1f6f0e-0000-4000-8000-000000000001\"",
                "created_at | \"2026-12-01T09:00:00Z\""
            })
    void whatDoesNotFitIsRefusedByItsField(String field, String json) {
        Map<String, String> members = new LinkedHashMap<>();
        node("case", matter, "Case").forEach((name, value) -> members.put(name, "\"" + value + "\""));
        members.put(field, json);

        refused(
                api.post(
                        PROJECTS,
                        members.entrySet().stream()
                                .map(member -> "\"" + member.getKey() + "\": " + member.getValue())
                                .collect(Collectors.joining(", ", "{", "}"))),
                field);
    }

    @Test
    void aClientStandsOnTopAndNothingElseDoes() {
        refused(api.post(PROJECTS, node("client", client, "A client's client")), "parent_id");
        refused(api.post(PROJECTS, Map.of("kind", "litigation", "title", "Nobody's")), "parent_id");
        refused(api.patch(path(matter), "{\"parent_id\": null}"), "parent_id");
        refused(Api.with(Tokens.admin(anna)).patch(path(client), Map.of("parent_id", matter)), "parent_id");
    }

    @Test
    void aTitleHasFiveHundredCharactersAtMost() {
        api.post(PROJECTS, node("case", matter, "x".repeat(500))).then().statusCode(201);
        refused(api.post(PROJECTS, node("case", matter, "x".repeat(501))), "title");
        refused(api.patch(path(matter), Map.of("title", "x".repeat(501))), "title");
    }

    @Test
    void aPatchChangesWhatItNames() {
        String before = api.get(path(patent)).header("ETag");

        api.patch(path(patent), "{}").then().statusCode(200).header("ETag", equalTo(before));
        api.patch(path(patent), Map.of("title", "EP 2"))
                .then()
                .statusCode(200)
                .body("title", equalTo("EP 2"))
                .body("parent_id", equalTo(matter.toString()));
        api.patch(path(patent), Map.of("parent_id", client))
                .then()
                .statusCode(200)
                .body("title", equalTo("EP 2"))
                .body("parent_id", equalTo(client.toString()));
        refused(api.patch(path(patent), "{\"title\": null}"), "title");
        refused(api.patch(path(patent), "{\"parent_id\": null}"), "parent_id");
        refused(api.patch(path(patent), "{\"kind\": \"case\"}"), "kind");
        refused(api.patch(path(patent), "{\"id\": \"" + matter + "\"}"), "id");
        problem(api.patch(path(patent), "{\"title\": \"X\"}", Map.of("If-Match", before)), 412, "stale");
        problem(api.request().header("If-Match", before).delete(path(patent)), 412, "stale");
        refused(api.patch(path(patent), "{\"title\": \"X\"}", Map.of("If-Match", "1")), "If-Match");
        String present = api.get(path(patent)).header("ETag");
        api.patch(path(patent), "{\"title\": \"X\"}", Map.of("If-Match", present))
                .then()
                .statusCode(200);
    }

    @Test
    void nullForTheParentOfAClientIsWhatItHasAnyway() {
        Api.with(Tokens.admin(anna))
                .patch(path(client), "{\"parent_id\": null, \"title\": \"Acme AG\"}")
                .then()
                .statusCode(200)
                .body("title", equalTo("Acme AG"))
                .body("parent_id", nullValue());
    }

    @Test
    void whoMovesANodeManagesItsPlaceBeforeAndAfter() {
        UUID other = firm.project("client", null, "Globex");

        refused(api.patch(path(matter), Map.of("parent_id", other)), "parent_id");
        firm.team(other, anna, "member");
        problem(api.patch(path(matter), Map.of("parent_id", other)), 403, "may-not-edit");
        UUID leadThere = firm.user();
        firm.team(other, leadThere, "lead");
        problem(Api.as(leadThere).patch(path(matter), Map.of("parent_id", other)), 404, "not-found");
        firm.team(matter, leadThere, "lead");
        problem(Api.as(leadThere).patch(path(matter), Map.of("parent_id", other)), 403, "may-not-edit");
        firm.execute("UPDATE paliad.project_teams SET role = 'lead' WHERE project_id = ? AND user_id = ?", other, anna);

        api.patch(path(matter), Map.of("parent_id", other))
                .then()
                .statusCode(200)
                .body("parent_id", equalTo(other.toString()));

        assertThat(firm.query(
                        "SELECT FROM paliad.project_closure WHERE ancestor_id = ? AND descendant_id = ?",
                        other,
                        patent))
                .hasSize(1);
    }

    @Test
    void noNodeIsMovedBeneathItself() {
        UUID child = firm.project("case", patent);

        for (UUID parent : List.of(matter, patent, child)) {
            refused(api.patch(path(matter), Map.of("parent_id", parent, "title", "Lost")), "parent_id");
        }
        assertThat(value(matter, "title")).isEqualTo("Acme ./. Roadrunner");
    }

    @Test
    void aNodeThatHoldsSomethingIsNotDeleted() {
        problem(api.delete(path(matter)), 409, "not-empty");
        UUID hearing = firm.appointment(anna, patent, "Hearing", "2026-12-01T09:00:00Z");
        problem(api.delete(path(patent)), 409, "not-empty");
        api.get("/api/appointments/" + hearing).then().statusCode(200);

        api.delete("/api/appointments/" + hearing).then().statusCode(204);
        firm.team(patent, anna, "lead");
        api.delete(path(patent)).then().statusCode(204);
        api.delete(path(matter)).then().statusCode(204);
        problem(api.delete(path(matter)), 404, "not-found");
    }

    private Api caller(String who) {
        UUID user = firm.user();
        switch (who) {
            case "a lead of the client" -> firm.team(client, user, "lead");
            case "a lead of the matter" -> firm.team(matter, user, "lead");
            case "a member" -> firm.team(client, user, "member");
            case "an observer" -> firm.team(client, user, "observer");
            case "an admin" -> {
                return Api.with(Tokens.admin(user));
            }
            default -> {
                // on no team at all
            }
        }
        return Api.as(user);
    }

    private Object value(UUID id, String column) {
        return firm.query("SELECT " + column + " FROM paliad.projects WHERE id = ?", id)
                .get(0)
                .get(column);
    }

    private boolean exists(UUID id) {
        return !firm.query("SELECT FROM paliad.projects WHERE id = ?", id).isEmpty();
    }

    private static Map<String, Object> node(String kind, UUID parent, String title) {
        return Map.of("parent_id", parent, "kind", kind, "title", title);
    }

    private static String path(Object id) {
        return PROJECTS + "/" + id;
    }
}
