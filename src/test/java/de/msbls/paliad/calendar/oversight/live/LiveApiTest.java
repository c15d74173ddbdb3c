package de.msbls.paliad.calendar.oversight.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.ApiOnly;
import de.msbls.paliad.calendar.testing.EventStream;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.SyncState;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ApiOnly.class)
@WithTestResource(ServiceUnderTest.class)
class LiveApiTest {

    private static final String CONFIG = "/api/caldav-config";
    private static final String BINDINGS = "/api/caldav-bindings";

    @TestHTTPResource("/api/events")
    URI events;

    DataSource database;

    private final List<EventStream> open = new ArrayList<>();
    private FirmData firm;
    private SyncState sync;
    private UUID anna;
    private Api api;

    @BeforeEach
    void aConnectedLawyer() {
        firm = new FirmData(database);
        sync = new SyncState(firm);
        anna = connectedUser();
        api = Api.as(anna);
    }

    @AfterEach
    void hangUp() {
        open.forEach(EventStream::close);
    }

    @Test
    void firstComesHowEverythingStands() {
        String id = make("/dav/own/");

        EventStream stream = watch(anna);

        assertThat(stream.response().statusCode()).isEqualTo(200);
        assertThat(stream.response().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/event-stream");
        assertThat(stream.response().headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(stream.response().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(stream.next("connection").<Object>get()).isEqualTo(shown(CONFIG));
        assertThat(stream.next("bindings").<Object>get()).isEqualTo(shown(BINDINGS));
        assertThat(id).isNotNull();
    }

    @Test
    void aBindingThatIsMadeChangedAndRemovedIsTold() {
        EventStream stream = watched(anna);

        String id = make("/dav/own/");
        assertThat(stream.next("binding").getString("calendar_path")).isEqualTo("/dav/own/");
        api.patch(BINDINGS + "/" + id, Map.of("display_name", "Own"));
        assertThat(stream.next("binding").<Object>get()).isEqualTo(shown(BINDINGS + "/" + id));
        api.delete(BINDINGS + "/" + id);
        assertThat(stream.next("binding_removed").getString("id")).isEqualTo(id);
    }

    @Test
    void whatATickFoundIsTold() {
        String id = make("/dav/own/");
        EventStream stream = watched(anna);

        firm.execute("""
                UPDATE paliad.binding_sync_state
                SET state = 'waiting', error_code = 'server_error', retry_at = '2026-12-01T09:00:00Z'
                WHERE binding_id = ?::uuid
                """, id);
        JsonPath binding = stream.next("binding");
        assertThat(binding.getString("state")).isEqualTo("waiting");
        assertThat(binding.getString("error_code")).isEqualTo("server_error");
        assertThat(binding.getString("retry_at")).isEqualTo("2026-12-01T09:00:00Z");

        firm.execute("""
                UPDATE paliad.caldav_account_state
                SET state = 'password_refused'
                WHERE account_id = (SELECT account_id FROM paliad.user_caldav_config WHERE user_id = ?)
                """, anna);
        assertThat(stream.next("connection").getString("state")).isEqualTo("password_refused");
    }

    @Test
    void aConnectionThatIsMadeAndRemovedIsTold() {
        UUID ben = firm.user();
        EventStream stream = watch(ben);
        stream.next("connection_removed");
        assertThat(stream.next("bindings").getList("")).isEmpty();

        Api.as(ben)
                .put(
                        CONFIG,
                        Map.of(
                                "server_url",
                                "https://dav.example.test/",
                                "username",
                                "ben",
                                "password",
                                "correct-horse"));
        assertThat(stream.next("connection").getString("username")).isEqualTo("ben");
        assertThat(stream.next("binding").getString("scope_kind")).isEqualTo("all_visible");
        Api.as(ben).delete(CONFIG);
        stream.next("connection_removed");
        stream.next("binding_removed");
    }

    @Test
    void nothingOfAnothersIsTold() {
        EventStream stream = watched(anna);
        UUID ben = connectedUser();

        sync.binding(ben, "all_visible", null);
        make("/dav/own/");

        assertThat(stream.next("binding").getString("user_id")).isEqualTo(anna.toString());
    }

    @Test
    void everyStreamOfAUserHearsIt() {
        EventStream one = watched(anna);
        EventStream other = watched(anna);

        make("/dav/own/");

        one.next("binding");
        other.next("binding");
    }

    @Test
    void itEndsWithTheToken() {
        EventStream stream = open(Tokens.expiring(anna, Duration.ofSeconds(2)));
        stream.next("connection");
        stream.next("bindings");

        await().atMost(Duration.ofSeconds(20)).until(stream::isOver);
    }

    @Test
    void nobodyHoldsManyStreamsOpen() {
        for (int i = 0; i < 16; i++) {
            watched(anna);
        }

        assertThat(watch(anna).response().statusCode()).isEqualTo(429);

        open.get(0).close();
        await().atMost(Duration.ofMinutes(1)).until(() -> watch(anna).response().statusCode() == 200);
    }

    private UUID connectedUser() {
        UUID user = firm.user();
        firm.connection(user);
        return user;
    }

    private String make(String path) {
        return api.post(BINDINGS, Map.of("calendar_path", path, "scope_kind", "personal_only"))
                .path("id");
    }

    private Object shown(String path) {
        return api.get(path).jsonPath().get();
    }

    /** A stream whose beginning was heard. */
    private EventStream watched(UUID user) {
        EventStream stream = watch(user);
        stream.next("connection");
        stream.next("bindings");
        return stream;
    }

    private EventStream watch(UUID user) {
        return open(Tokens.of(user));
    }

    private EventStream open(String token) {
        EventStream stream = EventStream.open(events, token);
        open.add(stream);
        return stream;
    }
}
