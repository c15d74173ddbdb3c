package de.msbls.paliad.calendar.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An API and a worker process, each with a database role that may do what it needs and no more (deploy/postgresql/roles.sql). */
class RolesIT {

    private static final String KEY = "shared:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path artifact = PackagedService.artifact();

    private FirmDatabase firm;

    @BeforeEach
    void aFirmWithRoles() throws IOException {
        firm = PostgresServer.NEWEST.migratedDatabase();
        firm.run(Files.readString(Path.of("deploy/postgresql/roles.sql")));
        firm.run("ALTER ROLE paliad_api PASSWORD 'roles'");
        firm.run("ALTER ROLE paliad_worker PASSWORD 'roles'");
    }

    @AfterEach
    void close() {
        firm.close();
    }

    @Test
    void theyDoAllTheirWork() throws IOException {
        UUID lawyer = firm.user("Anna");
        RemoteAccount account = RealServers.sabredav().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        try (PackagedService front = pod("api");
                PackagedService worker = pod("worker")) {
            front.start();
            Api api = Api.at(front.awaitAddress(), lawyer);
            api.put(
                            "/api/caldav-config",
                            Map.of(
                                    "server_url", account.server().toString(),
                                    "username", account.username(),
                                    "password", account.password(),
                                    "calendar_path", calendar.path()))
                    .then()
                    .statusCode(oneOf(200, 201));
            UUID hearing = appointment(api, "Hearing");
            appointment(api, "Dentist");
            worker.start();
            awaitTitles(calendar, "Hearing", "Dentist");

            String href = Events.href(calendar, "Hearing");
            calendar.put(href, Events.edited(calendar.get(href).orElseThrow(), "SUMMARY", "Oral hearing"));
            String binding = api.get("/api/caldav-bindings").jsonPath().getString("[0].id");
            api.post("/api/caldav-bindings/" + binding + "/sync", "").then().statusCode(202);
            await().atMost(PATIENCE).until(() -> "Oral hearing"
                    .equals(api.get("/api/appointments/" + hearing).jsonPath().getString("title")));

            api.delete("/api/appointments/" + hearing).then().statusCode(204);
            awaitTitles(calendar, "Dentist");
            List.of(
                            "/api/caldav-sync-log",
                            "/api/caldav-conflicts",
                            "/api/projects",
                            "/api/me",
                            "/api/caldav-calendars")
                    .forEach(path -> api.get(path).then().statusCode(200));
            api.get("/api/caldav-bindings/" + binding + "/items").then().statusCode(200);
            api.get("/api/caldav-bindings/" + binding + "/preview").then().statusCode(200);

            Api admin = Api.at(front.awaitAddress(), Tokens.admin(firm.user("Berta")));
            admin.post("/api/admin/users/" + lawyer + "/off-boarding", "")
                    .then()
                    .statusCode(202);
            admin.delete("/api/admin/users/" + lawyer + "/sync-data").then().statusCode(204);
            List.of("connections", "held-deletions", "audit-trail", "users/" + lawyer + "/off-boarding")
                    .forEach(path -> admin.get("/api/admin/" + path).then().statusCode(200));
            awaitTitles(calendar);
            await().atMost(PATIENCE).until(() -> firm.count("retired_caldav_accounts") == 0);
        }
        assertThat(logged("api") + logged("worker")).doesNotContain("permission denied");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            paliad_api    | SELECT stored FROM paliad.caldav_target_objects
            paliad_api    | SELECT FROM paliad.first_generation_uids
            paliad_api    | DELETE FROM paliad.caldav_tombstones
            paliad_api    | UPDATE paliad.audit_trail SET texts = '{}'
            paliad_api    | DELETE FROM paliad.audit_trail
            paliad_api    | SELECT paliad.forget_audit_trail(now(), 1)
            paliad_api    | CREATE TABLE paliad.mine (id int)
            paliad_worker | INSERT INTO paliad.users (id, email, display_name) VALUES (gen_random_uuid(), 'x', 'x')
            paliad_worker | INSERT INTO paliad.project_teams (project_id, user_id, role) VALUES (gen_random_uuid(), gen_random_uuid(), 'lead')
            paliad_worker | DELETE FROM paliad.appointments
            paliad_worker | SELECT FROM paliad.audit_trail
            paliad_worker | DELETE FROM paliad.audit_trail
            paliad_worker | DROP TABLE paliad.caldav_leases
            paliad_scaler | SELECT account_id FROM paliad.caldav_leases
            paliad_scaler | SELECT user_id FROM paliad.caldav_notices
            paliad_scaler | SELECT appointment_id FROM paliad.captured_changes
            paliad_scaler | UPDATE paliad.caldav_leases SET due_at = now()
            paliad_scaler | SELECT FROM paliad.users
            """)
    void theyMayDoNothingElse(String role, String statement) {
        firm.run("SET ROLE " + role);
        assertThatThrownBy(() -> firm.run(statement)).hasMessageMatching("(?s).*(permission denied|must be owner).*");
        firm.run("RESET ROLE");
    }

    private PackagedService pod(String role) throws IOException {
        Files.deleteIfExists(log(role));
        return PackagedService.of(
                artifact,
                List.of(),
                firm,
                Map.of(
                        "paliad.role",
                        role,
                        "paliad.migrate",
                        "false",
                        "paliad.credentials.keys",
                        KEY,
                        "paliad.worker.poll-interval",
                        "100ms",
                        "paliad.sync.listing-lag",
                        "0s",
                        "quarkus.datasource.reactive.url",
                        firm.jdbcUrl().substring("jdbc:".length()),
                        "quarkus.datasource.username",
                        "paliad_" + role,
                        "quarkus.datasource.password",
                        "roles"),
                log(role));
    }

    private Path log(String role) {
        return artifact.resolveSibling("roles-" + role + ".log");
    }

    private String logged(String role) throws IOException {
        return Files.readString(log(role));
    }

    private static UUID appointment(Api api, String title) {
        return api.post(
                        "/api/appointments",
                        Map.of("title", title, "all_day", true, "start_date", "2027-03-01", "end_date", "2027-03-02"),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getObject("id", UUID.class);
    }

    private static void awaitTitles(RemoteCalendar calendar, String... titles) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Events.titles(calendar)).containsExactlyInAnyOrder(titles));
    }
}
