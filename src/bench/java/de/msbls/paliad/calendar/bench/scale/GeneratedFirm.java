package de.msbls.paliad.calendar.bench.scale;

import static de.msbls.paliad.calendar.bench.GeneratedTree.id;

import de.msbls.paliad.calendar.bench.GeneratedTree;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.util.UUID;

/**
 * A firm made by SQL: five bindings for each user, fifteen appointments, three nodes for two users. Each is on the teams of two
 * patents; the partners are on those of whole clients with 1,000 appointments each, and everybody of the first thousand users is
 * on the team of one more client. Nothing has moved for a day, and the accounts are due as quiet ones are.
 */
final class GeneratedFirm {

    static final int SEEN_BY_ALL = 1000;

    private static final int APPOINTMENTS = 15;
    private static final int PARTNERS = 50;

    private final FirmDatabase database;
    private final int users;
    private final int clients;

    GeneratedFirm(FirmDatabase database, int users) {
        this.database = database;
        this.users = users;
        this.clients = users / 34;
    }

    /** Triggers rest meanwhile: what they would write is written in bulk. */
    GeneratedFirm fill() {
        database.run("SET session_replication_role = replica");
        GeneratedTree tree = new GeneratedTree(database);
        tree.users(users);
        tree.projects(0, clients);
        teams();
        appointments();
        accounts();
        bindings();
        database.run("SET session_replication_role = origin");
        database.run("VACUUM ANALYZE");
        return this;
    }

    private void teams() {
        database.run("""
                INSERT INTO paliad.project_teams (project_id, user_id)
                SELECT %s, %s FROM generate_series(1, ?) n, (VALUES (0), (7)) other (i)
                ON CONFLICT DO NOTHING
                """.formatted(id("patent", "1 + (n + other.i * 1009) % " + clients * 15), id("user", "n")), users);
        database.run("""
                INSERT INTO paliad.project_teams (project_id, user_id)
                SELECT %s, %s FROM generate_series(1, ?) n
                """.formatted(id("client", "0"), id("user", "n")), SEEN_BY_ALL);
        database.run("""
                INSERT INTO paliad.project_teams (project_id, user_id)
                SELECT %s, %s FROM generate_series(1, ?) n
                """.formatted(id("client", "n"), id("partner", "n")), PARTNERS);
        database.run("""
                INSERT INTO paliad.users (id, email, display_name)
                SELECT %s, 'partner' || n || '@firm.example', 'Partner ' || n FROM generate_series(1, ?) n
                """.formatted(id("partner", "n")), PARTNERS);
    }

    private void appointments() {
        database.run(
                """
                INSERT INTO paliad.appointments (id, title, starts_at, ends_at, time_zone, project_id, created_by)
                SELECT %s, 'Appointment ' || n, now(), now(), 'Europe/Berlin',
                       CASE WHEN n %% 10 > 0 THEN CASE WHEN n %% 2 = 0 THEN %s ELSE %s END END, %s
                FROM generate_series(1, ?) n
                """.formatted(
                                id("appointment", "n"),
                                id("case", "1 + (n * 7919::bigint) % " + clients * 30),
                                id("patent", "1 + (n * 7919::bigint) % " + clients * 15),
                                id("user", "1 + n % " + users)),
                users * APPOINTMENTS);
        database.run("""
                INSERT INTO paliad.appointments (id, title, starts_at, ends_at, time_zone, project_id, created_by)
                SELECT gen_random_uuid(), 'Of all ' || n, now(), now(), 'Europe/Berlin', %s, %s
                FROM generate_series(1, 100) n
                """.formatted(id("client", "0"), id("user", "n")));
        database.run("""
                INSERT INTO paliad.appointments (id, title, starts_at, ends_at, time_zone, project_id, created_by)
                SELECT gen_random_uuid(), 'Of partner ' || n, now(), now(), 'Europe/Berlin', %s, %s
                FROM generate_series(1, ?) n, generate_series(1, 1000 - (SELECT count(*)
                     FROM paliad.project_closure down
                     JOIN paliad.appointments held ON held.project_id = down.descendant_id
                     WHERE down.ancestor_id = %s)::int) i
                """.formatted(id("client", "n"), id("partner", "n"), id("client", "1")), PARTNERS);
    }

    private void accounts() {
        database.run("""
                INSERT INTO paliad.user_caldav_config (user_id, account_id, server_url, username, password_encrypted, data_key)
                SELECT id, id, 'https://host' || row_number() OVER () % 50 || '.example/', 'user', 'sealed', 'wrapped'
                FROM paliad.users
                """);
        database.run("""
                INSERT INTO paliad.caldav_leases (account_id, host, due_at)
                SELECT account_id, paliad.host_of(server_url), now() + random() * interval '5 minutes'
                FROM paliad.user_caldav_config
                """);
        database.run("""
                INSERT INTO paliad.caldav_account_state (account_id, state, active_at)
                SELECT account_id, 'connected', now() - interval '1 day' FROM paliad.user_caldav_config
                """);
    }

    private void bindings() {
        binding("all_visible", "NULL::uuid", "true");
        binding("personal_only", "NULL::uuid", "true");
        binding("patent", id("patent", "1 + n % " + clients * 15), "true");
        binding("litigation", id("litigation", "1 + (n % " + clients * 15 + ") / 3"), "true");
        binding("client", id("client", "1 + (n % " + clients * 15 + ") / 15"), "true");
        database.run("""
                INSERT INTO paliad.user_calendar_bindings (user_id, calendar_path, calendar_key, scope_kind)
                SELECT id, '/partner/', '/partner/', 'all_visible' FROM paliad.users WHERE display_name LIKE 'Partner %'
                """);
        database.run("""
                INSERT INTO paliad.binding_sync_state
                    (binding_id, state, ctag, sync_token, sync_token_read_at, listed_at, scoped_at, scope_changes_done)
                SELECT id, 'in_sync', NULL, 'urn:0', now(), now(), now(), 1 FROM paliad.user_calendar_bindings
                """);
    }

    private void binding(String kind, String scope, String condition) {
        database.run("""
                INSERT INTO paliad.user_calendar_bindings (user_id, calendar_path, calendar_key, scope_kind, scope_id)
                SELECT %1$s, '/%2$s/', '/%2$s/', '%2$s', %3$s FROM generate_series(1, ?) n WHERE %4$s
                """.formatted(id("user", "n"), kind, scope, condition), users);
    }

    String size() {
        return "%,d users, %,d bindings, %,d appointments, %,d nodes"
                .formatted(
                        database.count("users"),
                        database.count("user_calendar_bindings"),
                        database.count("appointments"),
                        database.count("projects"));
    }

    /** One of those that few see. */
    UUID appointment(int number) {
        return database.value("SELECT " + id("appointment", "?::int"), 1 + number % (users * APPOINTMENTS));
    }

    /** One of those that the first thousand users see. */
    UUID appointmentOfAll() {
        return database.value("SELECT id FROM paliad.appointments WHERE title = 'Of all 7'");
    }

    UUID user(int number) {
        return database.value("SELECT " + id("user", "?::int"), number);
    }
}
