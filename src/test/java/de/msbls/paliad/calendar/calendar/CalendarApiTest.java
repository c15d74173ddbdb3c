package de.msbls.paliad.calendar.calendar;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class CalendarApiTest {

    DataSource database;

    private RemoteAccount account;
    private Api api;

    @BeforeEach
    void aLawyerWithAnAccount() {
        account = RealServers.radicale().newAccount();
        api = Api.as(new FirmData(database).user());
    }

    @Test
    void theAccountsCalendarsAreListedWithTheirBindings() {
        account.newCalendar("work");
        account.newCalendar("private");
        api.put("/api/caldav-config", connection(path("work"))).then().statusCode(201);
        String binding = api.get("/api/caldav-bindings").path("[0].id");

        Response calendars = api.get("/api/caldav-calendars");

        calendars.then().statusCode(200).body("next_cursor", nullValue());
        calendars.then().body("items.calendar_path", hasItems(path("work"), path("private")));
        String work = "items.find { it.calendar_path == '" + path("work") + "' }.";
        calendars.then().body(work + "binding_id", equalTo(binding)).body(work + "writable", equalTo(true));
        calendars.then().body("items.find { it.calendar_path == '" + path("private") + "' }.binding_id", nullValue());
    }

    @Test
    void aCalendarIsMadeOnTheServer() {
        api.put("/api/caldav-config", connection(path("work"))).then().statusCode(201);

        Response made = api.post("/api/caldav-calendars", Map.of("display_name", "Mandate & Fälle"));

        made.then()
                .statusCode(201)
                .body("display_name", equalTo("Mandate & Fälle"))
                .body("binding_id", nullValue());
        api.get("/api/caldav-calendars").then().body("items.calendar_path", hasItems((String)
                made.path("calendar_path")));
        refused(api.post("/api/caldav-calendars", "{}"), "display_name");
        refused(api.post("/api/caldav-calendars", Map.of("display_name", "a\nb")), "display_name");
    }

    @Test
    void aCheckSaysWhatTheAccountOffers() {
        account.newCalendar("work");

        Response check = api.post("/api/caldav-config/check", credentials());

        check.then().statusCode(200);
        assertThat(check.<Integer>path("calendars")).isPositive();
        assertThat(check.<Integer>path("writable_calendars")).isPositive();
        assertThat(check.<String>path("home_url")).startsWith(account.server().getScheme());
    }

    @Test
    void aCheckWithAWrongPasswordSaysSo() {
        Map<String, Object> wrong = credentials();
        wrong.put("password", "wrong-" + UUID.randomUUID());

        Response check = api.post("/api/caldav-config/check", wrong);

        problem(check, 502, "calendar-server");
        check.then().body("error_code", equalTo("unauthorized"));
    }

    @Test
    void aCheckMayUseTheStoredPasswordOfTheSameAccount() {
        api.put("/api/caldav-config", connection(null)).then().statusCode(201);
        Map<String, Object> stored = credentials();
        stored.remove("password");

        api.post("/api/caldav-config/check", stored).then().statusCode(200);
        stored.put("username", "someone-else");
        refused(api.post("/api/caldav-config/check", stored), "password");
    }

    @Test
    void withoutAConnectionThereAreNoCalendars() {
        problem(api.get("/api/caldav-calendars"), 409, "no-connection");
    }

    private String path(String name) {
        return account.home().getPath() + name + "/";
    }

    private Map<String, Object> connection(String calendarPath) {
        Map<String, Object> body = credentials();
        body.put("calendar_path", calendarPath);
        return body;
    }

    private Map<String, Object> credentials() {
        return new HashMap<>(Map.of(
                "server_url", account.server().toString(),
                "username", account.username(),
                "password", account.password()));
    }
}
