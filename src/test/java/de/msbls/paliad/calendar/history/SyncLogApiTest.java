package de.msbls.paliad.calendar.history;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
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

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class SyncLogApiTest {

    private static final String LOG = "/api/caldav-sync-log";

    DataSource database;

    private FirmData firm;
    private SyncState sync;
    private UUID anna;
    private UUID work;
    private UUID home;
    private Api api;

    @BeforeEach
    void aLawyerWithTwoBindings() {
        firm = new FirmData(database);
        sync = new SyncState(firm);
        anna = firm.user();
        firm.connection(anna);
        work = sync.binding(anna, "all_visible", null);
        home = sync.binding(anna, "personal_only", null);
        api = Api.as(anna);
    }

    @Test
    void theNewestTickIsFirst() {
        firm.execute("""
                INSERT INTO paliad.caldav_sync_log
                    (user_id, binding_id, tick_count, first_at, last_at, items_pushed, items_pulled, items_deleted)
                VALUES (?, ?, 7, '2026-11-20T08:00Z', '2026-11-20T08:30Z', 3, 2, 1)
                """, anna, work);
        firm.execute("""
                INSERT INTO paliad.caldav_sync_log (user_id, binding_id, error_code, error)
                VALUES (?, ?, 'timeout', 'The calendar server did not answer in time.')
                """, anna, home);

        Response log = api.get(LOG);

        log.then()
                .statusCode(200)
                .body("items.binding_id", contains(home.toString(), work.toString()))
                .body("items[0].error_code", equalTo("timeout"))
                .body("items[0].error", equalTo("The calendar server did not answer in time."))
                .body("items[0].tick_count", equalTo(1))
                .body("items[1].tick_count", equalTo(7))
                .body("items[1].first_at", equalTo("2026-11-20T08:00:00Z"))
                .body("items[1].last_at", equalTo("2026-11-20T08:30:00Z"))
                .body("items[1].items_pushed", equalTo(3))
                .body("items[1].items_pulled", equalTo(2))
                .body("items[1].items_deleted", equalTo(1))
                .body("items[1].error_code", nullValue())
                .body("items[1].error", nullValue())
                .body("next_cursor", nullValue());
        assertThat(log.jsonPath().<String, Object>getMap("items[0]"))
                .containsOnlyKeys(
                        "id",
                        "binding_id",
                        "first_at",
                        "last_at",
                        "tick_count",
                        "items_pushed",
                        "items_pulled",
                        "items_deleted",
                        "error_code",
                        "error");
    }

    @Test
    void aLongLogComesInPages() {
        for (int i = 0; i < 3; i++) {
            ticked(work, i);
        }

        Response first = api.get(LOG + "?limit=2");
        first.then().body("items.items_pushed", contains(2, 1));
        ticked(work, 9);

        api.get(LOG + "?limit=2&cursor=" + first.path("next_cursor"))
                .then()
                .body("items.items_pushed", contains(0))
                .body("next_cursor", nullValue());
    }

    @Test
    void oneBindingsTicksCanBeAskedFor() {
        ticked(work, 1);
        ticked(home, 2);

        api.get(LOG + "?binding_id=" + home).then().body("items.items_pushed", contains(2));
    }

    @Test
    void theLogOutlivesItsBinding() {
        ticked(work, 1);
        firm.execute("DELETE FROM paliad.user_calendar_bindings WHERE id = ?", work);

        api.get(LOG).then().body("items.items_pushed", contains(1)).body("items[0].binding_id", nullValue());
    }

    @Test
    void anotherUsersLogIsNotToBeSeen() {
        ticked(work, 1);
        Api bert = Api.as(firm.user());

        bert.get(LOG).then().statusCode(200).body("items", hasSize(0));
        bert.get(LOG + "?binding_id=" + work).then().statusCode(200).body("items", hasSize(0));
        problem(Api.with("no token").get(LOG), 401, "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource({"binding_id, 1-1-1-1-1", "limit, 201", "cursor, bm8", "cursor, 0"})
    void aBadParameterIsRefused(String parameter, String value) {
        refused(api.get(LOG + "?" + parameter + "={value}", value), parameter);
    }

    private void ticked(UUID binding, int pushed) {
        firm.execute(
                "INSERT INTO paliad.caldav_sync_log (user_id, binding_id, items_pushed) VALUES (?, ?, ?)",
                anna,
                binding,
                pushed);
    }
}
