package de.msbls.paliad.calendar.project.team;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class TeamApiTest {

    DataSource database;

    private FirmData firm;
    private UUID client;
    private UUID matter;
    private UUID lead;
    private UUID bert;

    @BeforeEach
    void aMatterWithALeadAndAMember() {
        firm = new FirmData(database);
        client = firm.project("client", null);
        matter = firm.project("litigation", client);
        lead = firm.user();
        bert = firm.user();
        firm.team(matter, lead, "lead");
        firm.team(matter, bert, "member");
    }

    @Test
    void aTeamIsReadByThoseWhoMayKnowOfTheNodeAndByAdmins() {
        UUID sibling = firm.project("litigation", client);

        Api.as(bert)
                .get(team(matter))
                .then()
                .statusCode(200)
                .body("items.user_id", containsInAnyOrder(lead.toString(), bert.toString()))
                .body("items.find { it.user_id == '" + lead + "' }.role", equalTo("lead"));
        problem(Api.as(bert).get(team(sibling)), 404, "not-found");
        admin().get(team(sibling)).then().statusCode(200).body("items", empty());
        problem(admin().get(team(UUID.randomUUID())), 404, "not-found");
    }

    @Test
    void aLeadPutsSomebodyOnTheTeamAndTakesHerOff() {
        UUID newcomer = firm.user();
        Api api = Api.as(lead);

        api.put(member(matter, newcomer), Map.of("role", "observer"))
                .then()
                .statusCode(201)
                .body("user_id", equalTo(newcomer.toString()))
                .body("display_name", equalTo("Lawyer"))
                .body("role", equalTo("observer"));
        api.put(member(matter, newcomer), Map.of("role", "member"))
                .then()
                .statusCode(200)
                .body("role", equalTo("member"));
        api.put(member(matter, newcomer), Map.of("role", "member")).then().statusCode(200);
        assertThat(roleOf(matter, newcomer)).isEqualTo("member");
        api.delete(member(matter, newcomer)).then().statusCode(204);
        assertThat(roleOf(matter, newcomer)).isNull();
        problem(api.delete(member(matter, newcomer)), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "a lead,            201, 200, 204",
        "a lead above,      201, 200, 204",
        "an admin,          201, 200, 204",
        "a member,          403, 403, 403",
        "an observer,       403, 403, 403",
        "a member above,    403, 403, 403",
        "a lead beneath,    403, 403, 403",
        "a lead elsewhere,  404, 404, 404",
        "nobody,            404, 404, 404"
    })
    void whoMayChangeATeam(String who, int put, int change, int delete) {
        Api api = caller(who);

        api.put(member(matter, firm.user()), Map.of("role", "member")).then().statusCode(put);
        api.put(member(matter, bert), Map.of("role", "observer")).then().statusCode(change);
        assertThat(roleOf(matter, bert)).isEqualTo(change == 200 ? "observer" : "member");
        api.delete(member(matter, bert)).then().statusCode(delete);
        assertThat(roleOf(matter, bert)).isEqualTo(delete == 204 ? null : "member");
    }

    @Test
    void whoIsRefusedLearnsWhy() {
        problem(Api.as(bert).delete(member(matter, lead)), 403, "may-not-edit");
        problem(Api.as(firm.user()).delete(member(matter, lead)), 404, "not-found");
        problem(admin().delete(member(UUID.randomUUID(), lead)), 404, "not-found");
        problem(
                Api.with(Tokens.admin(UUID.randomUUID())).put(member(matter, bert), Map.of("role", "lead")),
                403,
                "unknown-user");
    }

    @Test
    void aMemberMustBeSomebodyWhomTheFirmKnows() {
        refused(Api.as(lead).put(member(matter, UUID.randomUUID()), Map.of("role", "member")), "user_id");
        problem(Api.as(bert).put(member(matter, UUID.randomUUID()), Map.of("role", "member")), 403, "may-not-edit");
        problem(Api.as(lead).put(team(matter) + "/bert", Map.of("role", "member")), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"role\": null}", "{\"role\": \"partner\"}", "{\"role\": \"LEAD\"}", "{\"role\": 0}"})
    void aRoleIsOneOfThree(String body) {
        refused(Api.as(lead).put(member(matter, bert), body), "role");
    }

    @Test
    void aBodySaysNothingButTheRole() {
        refused(
                Api.as(lead).put(member(matter, bert), "{\"role\": \"lead\", \"user_id\": \"" + bert + "\"}"),
                "user_id");
    }

    @Test
    void theLastLeadStaysUntilAnAdminTakesHerOff() {
        problem(Api.as(lead).delete(member(matter, lead)), 409, "last-lead");
        problem(Api.as(lead).put(member(matter, lead), Map.of("role", "member")), 409, "last-lead");
        Api.as(lead).put(member(matter, lead), Map.of("role", "lead")).then().statusCode(200);

        admin().delete(member(matter, lead)).then().statusCode(204);

        assertThat(roleOf(matter, lead)).isNull();
    }

    @Test
    void aLeadMayGoWhereAnotherOneLeadsThereOrAbove() {
        UUID above = firm.user();
        firm.team(client, above, "lead");

        Api.as(lead).delete(member(matter, lead)).then().statusCode(204);
        Api.as(above).put(member(matter, bert), Map.of("role", "lead")).then().statusCode(200);
        Api.as(bert)
                .put(member(matter, bert), Map.of("role", "observer"))
                .then()
                .statusCode(200);
        problem(Api.as(above).delete(member(client, above)), 409, "last-lead");
    }

    @Test
    void aLeadWhoAlsoLeadsAboveMayLeaveTheTeamBeneath() {
        firm.team(client, lead, "lead");

        Api.as(lead).delete(member(matter, lead)).then().statusCode(204);
    }

    private Api caller(String who) {
        UUID user = firm.user();
        switch (who) {
            case "a lead" -> firm.team(matter, user, "lead");
            case "a lead above" -> firm.team(client, user, "lead");
            case "a member" -> firm.team(matter, user, "member");
            case "an observer" -> firm.team(matter, user, "observer");
            case "a member above" -> firm.team(client, user, "member");
            case "a lead beneath" -> firm.team(firm.project("patent", matter), user, "lead");
            case "a lead elsewhere" -> firm.team(firm.project("litigation", client), user, "lead");
            case "an admin" -> {
                return Api.with(Tokens.admin(user));
            }
            default -> {
                // on no team at all
            }
        }
        return Api.as(user);
    }

    private Api admin() {
        return Api.with(Tokens.admin(firm.user()));
    }

    private Object roleOf(UUID project, UUID user) {
        return firm
                .query("SELECT role FROM paliad.project_teams WHERE project_id = ? AND user_id = ?", project, user)
                .stream()
                .map(row -> row.get("role"))
                .findFirst()
                .orElse(null);
    }

    private static String team(UUID project) {
        return "/api/projects/" + project + "/team";
    }

    private static String member(UUID project, UUID user) {
        return team(project) + "/" + user;
    }
}
