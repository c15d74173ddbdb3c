package de.msbls.paliad.calendar.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** The database of one firm: a session of plain SQL, and words for what a firm consists of. Closing it drops it. */
public final class FirmDatabase extends SqlSession {

    private final PostgresServer server;
    private final String name;

    FirmDatabase(PostgresServer server, String name) {
        super("jdbc:postgresql://localhost:" + server.port() + "/" + name);
        this.server = server;
        this.name = name;
    }

    /** Runs the migrations as the service does, by the settings in application.properties. */
    public FirmDatabase migrate() {
        Properties settings = new Properties();
        try (InputStream file = FirmDatabase.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Flyway.configure()
                .dataSource(jdbcUrl(), "postgres", "postgres")
                .defaultSchema(settings.getProperty("quarkus.flyway.default-schema"))
                .schemas(settings.getProperty("quarkus.flyway.schemas"))
                .baselineOnMigrate(Boolean.parseBoolean(settings.getProperty("quarkus.flyway.baseline-on-migrate")))
                .baselineVersion(settings.getProperty("quarkus.flyway.baseline-version"))
                .load()
                .migrate();
        return this;
    }

    // The firm

    public UUID user(String firstName) {
        return value(
                "INSERT INTO paliad.users (id, email, display_name) VALUES (gen_random_uuid(), ?, ?) RETURNING id",
                firstName.toLowerCase(Locale.ROOT) + "@firm.example",
                firstName);
    }

    public UUID client(String title) {
        return node("client", null, title);
    }

    public UUID litigation(UUID parent, String title) {
        return node("litigation", parent, title);
    }

    public UUID patent(UUID parent, String title) {
        return node("patent", parent, title);
    }

    public UUID caseUnder(UUID parent, String title) {
        return node("case", parent, title);
    }

    public UUID node(String kind, UUID parent, String title) {
        return value(
                "INSERT INTO paliad.projects (parent_id, kind, title) VALUES (?, ?, ?) RETURNING id",
                parent,
                kind,
                title);
    }

    public void member(UUID project, UUID user) {
        run("INSERT INTO paliad.project_teams (project_id, user_id) VALUES (?, ?)", project, user);
    }

    /** An appointment of the project, or with {@code null} a personal one. */
    public UUID appointment(UUID project, UUID creator, String title) {
        return value("""
                INSERT INTO paliad.appointments (title, starts_at, ends_at, time_zone, project_id, created_by)
                VALUES (?, '2026-12-01T09:00Z', '2026-12-01T10:00Z', 'Europe/Berlin', ?, ?)
                RETURNING id
                """, title, project, creator);
    }

    public UUID personalAppointment(UUID creator, String title) {
        return appointment(null, creator, title);
    }

    // What the user connected

    /** A connection with a password of this generation; answers the account's id. */
    public UUID connection(UUID user) {
        return value("""
                INSERT INTO paliad.user_caldav_config (user_id, server_url, username, password_encrypted, data_key)
                VALUES (?, 'https://calendar.example/', 'anna', 'sealed', 'wrapped')
                RETURNING account_id
                """, user);
    }

    /** A binding on a calendar of its own. */
    public UUID binding(UUID user, String scopeKind, UUID scopeId) {
        return value("""
                INSERT INTO paliad.user_calendar_bindings (user_id, calendar_path, calendar_key, scope_kind, scope_id)
                SELECT ?, path, path, ?, ?
                FROM (SELECT '/anna/' || gen_random_uuid() || '/' AS path) calendar
                RETURNING id
                """, user, scopeKind, scopeId);
    }

    /** A target whose object stands on the server, as both sides last agreed on version 1. */
    public UUID activeTarget(UUID binding, UUID appointment, UUID account) {
        return value("""
                INSERT INTO paliad.appointment_caldav_targets
                    (binding_id, appointment_id, account_id, status, uid, href, href_key, etag, base_version, base_detail)
                SELECT ?, ?, ?, 'active', uid, '/anna/' || uid || '.ics', '/anna/' || uid || '.ics', '"1"', 1, 'full'
                FROM (SELECT gen_random_uuid()::text AS uid) identity
                RETURNING id
                """, binding, appointment, account);
    }

    // The database

    /** One more connection to it. */
    public SqlSession anotherSession() {
        return new SqlSession(jdbcUrl());
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + address();
    }

    /** For the reactive client, as user postgres. */
    public String reactiveUrl() {
        return "postgresql://postgres:postgres@" + address();
    }

    private String address() {
        return "localhost:" + server.port() + "/" + name;
    }

    @Override
    public void close() {
        super.close();
        server.drop(name);
    }

    @Override
    public String toString() {
        return "on the " + server.name().toLowerCase(Locale.ROOT) + " PostgreSQL";
    }
}
