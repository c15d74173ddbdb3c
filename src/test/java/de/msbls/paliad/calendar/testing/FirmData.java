package de.msbls.paliad.calendar.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** What the firm's own application writes: users, projects, teams, appointments. By plain SQL, past the service. */
public final class FirmData {

    private final DataSource database;

    public FirmData(DataSource database) {
        this.database = database;
    }

    /** @return a user whom nobody else uses */
    public UUID user() {
        UUID id = UUID.randomUUID();
        execute("INSERT INTO paliad.users (id, email, display_name) VALUES (?, ?, ?)", id, id + "@firm.test", "Lawyer");
        return id;
    }

    /** @return a node beneath that parent, or a root */
    public UUID project(String kind, UUID parent) {
        return project(kind, parent, "A " + kind);
    }

    public UUID project(String kind, UUID parent, String title) {
        UUID id = UUID.randomUUID();
        execute(
                "INSERT INTO paliad.projects (id, parent_id, kind, title) VALUES (?, ?, ?, ?)",
                id,
                parent,
                kind,
                title);
        return id;
    }

    public void team(UUID project, UUID user, String role) {
        execute("INSERT INTO paliad.project_teams (project_id, user_id, role) VALUES (?, ?, ?)", project, user, role);
    }

    /** A connection of that user, as the service would make it. */
    public void connection(UUID user) {
        execute("""
                INSERT INTO paliad.user_caldav_config (user_id, server_url, username, password_encrypted, data_key)
                VALUES (?, 'https://dav.example.test/', 'me', '\\x00', '\\x00')
                """, user);
    }

    /** A timed appointment of one hour; personal without a project. */
    public UUID appointment(UUID creator, UUID project, String title, String startsAt) {
        UUID id = UUID.randomUUID();
        execute("""
                INSERT INTO paliad.appointments (id, title, starts_at, ends_at, time_zone, project_id, created_by)
                VALUES (?, ?, ?::timestamptz, ?::timestamptz + interval '1 hour', 'Europe/Berlin', ?, ?)
                """, id, title, startsAt, startsAt, project, creator);
        return id;
    }

    /** Runs a statement; values are bound in order. */
    public void execute(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return each row by column name */
    public List<Map<String, Object>> query(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<Map<String, Object>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Map<String, Object> row = new HashMap<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
