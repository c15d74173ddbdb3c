package de.msbls.paliad.calendar.project;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class ProjectApiTest {

    private static final String PROJECTS = "/api/projects";

    DataSource database;

    private FirmData firm;
    private UUID anna;
    private UUID client;
    private UUID matter;
    private UUID patent;
    private UUID sibling;
    private Api api;

    @BeforeEach
    void aLawyerOnOneLitigationOfAClient() {
        firm = new FirmData(database);
        anna = firm.user();
        client = firm.project("client", null, "Acme 100% GmbH");
        matter = firm.project("litigation", client, "Dispute with Roadrunner");
        patent = firm.project("patent", matter, "EP 1 234 567");
        sibling = firm.project("litigation", client, "Acme ./. Coyote");
        firm.team(matter, anna, "member");
        api = Api.as(anna);
    }

    @Test
    void theTreeHoldsWhatIsVisibleAndWhatLeadsThere() {
        api.get(PROJECTS)
                .then()
                .statusCode(200)
                .body("items.id", contains(client.toString(), matter.toString(), patent.toString()))
                .body("items[0].kind", equalTo("client"))
                .body("items[0].parent_id", nullValue())
                .body("items[1].parent_id", equalTo(client.toString()))
                .body("next_cursor", nullValue());
        api.get(PROJECTS + "/" + patent).then().statusCode(200).body("title", equalTo("EP 1 234 567"));
        problem(api.get(PROJECTS + "/" + sibling), 404, "not-found");
        Api.as(UUID.randomUUID()).get(PROJECTS).then().body("items", empty());
    }

    @Test
    void theTreeIsSearchedByTitleAndParent() {
        api.get(PROJECTS + "?q=roadRUNNER").then().body("items.id", contains(matter.toString()));
        api.get(PROJECTS + "?parent_id=" + matter).then().body("items.id", contains(patent.toString()));
        api.request().queryParam("q", "100%").get(PROJECTS).then().body("items.id", contains(client.toString()));
        api.request().queryParam("q", "_").get(PROJECTS).then().body("items", empty());
        api.request().queryParam("q", "\\").get(PROJECTS).then().body("items", empty());
        refused(api.request().queryParam("q", "\u0000").get(PROJECTS), "q");
        refused(api.get(PROJECTS + "?parent_id=x"), "parent_id");
    }

    @Test
    void pagesFollowEachOther() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = api.get(PROJECTS + "?limit=1" + cursor);
            seen.addAll(page.path("items.id"));
            cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
        } while (cursor != null);

        assertThat(seen).containsExactly(client.toString(), matter.toString(), patent.toString());
    }

    @Test
    void anAdminFindsEveryNodeAndSeesNoAppointmentByIt() {
        UUID hearing = firm.appointment(anna, matter, "Hearing", "2026-12-01T09:00:00Z");
        Api admin = Api.with(Tokens.admin(firm.user()));

        admin.get(PROJECTS + "/" + sibling).then().statusCode(200).body("title", equalTo("Acme ./. Coyote"));
        admin.get(PROJECTS).then().body("items", empty());
        admin.get(PROJECTS + "?all=true&parent_id=" + client)
                .then()
                .statusCode(200)
                .body("items.id", contains(sibling.toString(), matter.toString()));
        admin.get(PROJECTS + "?all=true&limit=1&parent_id=" + client)
                .then()
                .body("items.id", contains(sibling.toString()));
        problem(admin.get("/api/appointments/" + hearing), 404, "not-found");
        problem(api.get(PROJECTS + "?all=true"), 403, "forbidden");
        refused(admin.get(PROJECTS + "?all=yes"), "all");
    }

    @Test
    void theServiceSaysWhomItTakesTheCallerFor() {
        api.get("/api/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(anna.toString()))
                .body("email", equalTo(anna + "@firm.test"))
                .body("display_name", equalTo("Lawyer"))
                .body("roles", empty());
        UUID stranger = UUID.randomUUID();
        Api.with(Tokens.of(stranger, "new@firm.test", "admin"))
                .get("/api/me")
                .then()
                .body("id", equalTo(stranger.toString()))
                .body("email", equalTo("new@firm.test"))
                .body("roles", contains("admin"));
    }
}
