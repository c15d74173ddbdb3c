package de.msbls.paliad.calendar.oversight.preview;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class PreviewApiTest {

    DataSource database;

    private FirmData firm;
    private SyncState sync;
    private UUID anna;
    private UUID client;
    private UUID matter;

    @BeforeEach
    void aLawyerOnOneLitigation() {
        firm = new FirmData(database);
        sync = new SyncState(firm);
        anna = firm.user();
        firm.connection(anna);
        client = firm.project("client", null);
        matter = firm.project("litigation", client);
        firm.team(matter, anna, "member");
    }

    @Test
    void theNextOneToComeIsFirstAndTheLastOneThatIsOverFollows() {
        appointment(matter, "in two days", Duration.ofDays(2));
        appointment(matter, "long over", Duration.ofDays(-400));
        appointment(matter, "running", Duration.ofMinutes(-30));
        appointment(matter, "over", Duration.ofDays(-1));

        preview(sync.binding(anna, "client", client))
                .then()
                .statusCode(200)
                .body("count", equalTo(4))
                .body("items.title", contains("running", "in two days", "over", "long over"));
    }

    @Test
    void onlyTheFirstFiveAreShownThoughAllAreCounted() {
        for (int day = 9; day > 0; day--) {
            appointment(matter, "day " + day, Duration.ofDays(day));
        }

        preview(sync.binding(anna, "litigation", matter))
                .then()
                .body("count", equalTo(9))
                .body("items.title", contains("day 1", "day 2", "day 3", "day 4", "day 5"));
    }

    @Test
    void anAllDayAppointmentStandsAtItsDay() {
        appointment(matter, "in five days", Duration.ofDays(5));
        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        firm.execute("""
                INSERT INTO paliad.appointments (title, all_day, start_date, end_date, project_id, created_by)
                VALUES ('all day', true, ?, ?, ?, ?)
                """, day, day.plusDays(1), matter, anna);

        preview(sync.binding(anna, "all_visible", null))
                .then()
                .body("items.title", contains("all day", "in five days"))
                .body("items[0].all_day", equalTo(true))
                .body("items[0].start_date", equalTo(day.toString()));
    }

    @Test
    void nothingIsInItThatIsOutsideTheScopeOrInvisible() {
        UUID secret = firm.project("litigation", client);
        appointment(secret, "invisible", Duration.ofDays(1));
        appointment(matter, "visible", Duration.ofDays(2));
        appointment(null, "personal", Duration.ofDays(3));

        preview(sync.binding(anna, "client", client))
                .then()
                .body("count", equalTo(1))
                .body("items.title", contains("visible"));
        preview(sync.binding(anna, "personal_only", null)).then().body("items.title", contains("personal"));
        preview(sync.binding(anna, "project", secret))
                .then()
                .body("count", equalTo(0))
                .body("items", hasSize(0));
    }

    @Test
    void anotherUsersBindingIsNotThere() {
        UUID binding = sync.binding(anna, "all_visible", null);

        problem(Api.as(firm.user()).get(path(binding)), 404, "not-found");
        problem(Api.as(anna).get(path(UUID.randomUUID())), 404, "not-found");
        problem(Api.as(anna).get("/api/caldav-bindings/nonsense/preview"), 404, "not-found");
        problem(Api.with("no token").get(path(binding)), 401, "unauthenticated");
    }

    private void appointment(UUID project, String title, Duration fromNow) {
        firm.appointment(anna, project, title, Instant.now().plus(fromNow).toString());
    }

    private Response preview(UUID binding) {
        return Api.as(anna).get(path(binding));
    }

    private static String path(UUID binding) {
        return "/api/caldav-bindings/" + binding + "/preview";
    }
}
