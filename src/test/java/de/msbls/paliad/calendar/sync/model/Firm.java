package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.testing.SqlFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The firm's side: what its application writes, by plain SQL. Numbers choose among what there is. */
final class Firm {

    static final List<String> KINDS = List.of("client", "litigation", "patent", "case", "project");

    private final Ground ground;
    private final Set<String> marks = new HashSet<>();
    private final List<UUID> everBooked = new ArrayList<>();
    private final List<UUID> nodes = new ArrayList<>();
    final List<UUID> users = List.of(id("user", 0), id("user", 1));
    private int written;

    Firm(Ground ground) {
        this.ground = ground;
        users.forEach(user -> ground.change(
                "INSERT INTO paliad.users (id, email, display_name) VALUES (?, ?, 'Lawyer')",
                user,
                user + "@firm.example"));
    }

    static UUID id(String of, int number) {
        return UUID.nameUUIDFromBytes((of + " " + number).getBytes(StandardCharsets.UTF_8));
    }

    void node(String kind, int parent) {
        UUID node = id("node", nodes.size());
        UUID above = parent < 0 ? null : nodes.get(parent);
        ground.change(
                "INSERT INTO paliad.projects (id, parent_id, kind, title) VALUES (?, ?, ?, 'A matter')",
                node,
                above,
                kind);
        nodes.add(node);
    }

    UUID node(int number) {
        return nodes.get(number);
    }

    // Appointments

    void book(int project, int creator) {
        UUID appointment = id("appointment", everBooked.size());
        ground.change(
                """
                INSERT INTO paliad.appointments (id, title, description, location, project_id, created_by,
                                                 starts_at, ends_at, time_zone)
                VALUES (?, ?, ?, ?, ?, ?, now(), now(), 'Europe/Berlin')
                """,
                appointment,
                value(Field.TITLE),
                value(Field.DESCRIPTION),
                value(Field.LOCATION),
                project < 0 ? null : any(existingNodes(), project),
                users.get(creator));
        setTime(appointment, value(Field.TIME));
        everBooked.add(appointment);
    }

    void edit(int pick, Field field) {
        UUID appointment = any(existing(), pick);
        String value = value(field);
        if (field == Field.TIME) {
            boolean longAgo = pick % 7 == 0; // so long that it is not created anew
            setTime(appointment, longAgo ? value.replaceFirst("20\\d\\d", "2021") : value);
            return;
        }
        boolean clear = field != Field.TITLE && pick % 5 == 0;
        ground.change(
                "UPDATE paliad.appointments SET " + field.inConflict() + " = ? WHERE id = ?",
                clear ? null : value,
                appointment);
    }

    private void setTime(UUID appointment, String value) {
        if (Field.isDay(value)) {
            ground.change("""
                    UPDATE paliad.appointments
                    SET all_day = true, start_date = ?::date, end_date = ?::date + 1,
                        starts_at = NULL, ends_at = NULL, time_zone = NULL
                    WHERE id = ?
                    """, value, value, appointment);
        } else {
            ground.change("""
                    UPDATE paliad.appointments
                    SET all_day = false, start_date = NULL, end_date = NULL, starts_at = ?::timestamptz,
                        ends_at = ?::timestamptz + interval '1 hour', time_zone = 'Europe/Berlin'
                    WHERE id = ?
                    """, value, value, appointment);
        }
    }

    void setStatus(int pick, String status) {
        ground.change("UPDATE paliad.appointments SET status = ? WHERE id = ?", status, any(existing(), pick));
    }

    /** @param project negative: it becomes a personal one */
    void moveAppointment(int pick, int project) {
        UUID to = project < 0 ? null : any(existingNodes(), project);
        ground.change("UPDATE paliad.appointments SET project_id = ? WHERE id = ?", to, any(existing(), pick));
    }

    void deleteAppointment(int pick) {
        ground.change("DELETE FROM paliad.appointments WHERE id = ?", any(existing(), pick));
    }

    // Matters and teams

    /** A node cannot go beneath itself: then nothing happens. */
    void moveNode(int pick, int parent) {
        UUID to = parent < 0 ? null : any(existingNodes(), parent);
        unlessRefused("UPDATE paliad.projects SET parent_id = ? WHERE id = ?", to, any(existingNodes(), pick));
    }

    void retype(int pick, String kind) {
        ground.change("UPDATE paliad.projects SET kind = ? WHERE id = ?", kind, any(existingNodes(), pick));
    }

    /** A node with others beneath it stays. */
    void deleteNode(int pick) {
        unlessRefused("DELETE FROM paliad.projects WHERE id = ?", any(existingNodes(), pick));
    }

    /** @param role null: off the team */
    void team(int user, int pick, String role) {
        UUID node = any(existingNodes(), pick);
        if (role == null) {
            ground.change(
                    "DELETE FROM paliad.project_teams WHERE project_id = ? AND user_id = ?", node, users.get(user));
        } else if (node != null) {
            ground.change("""
                    INSERT INTO paliad.project_teams (project_id, user_id, role) VALUES (?, ?, ?)
                    ON CONFLICT (project_id, user_id) DO UPDATE SET role = EXCLUDED.role
                    """, node, users.get(user), role);
        }
    }

    private void unlessRefused(String sql, Object... parameters) {
        try {
            ground.change(sql, parameters);
        } catch (SqlFailure refused) {
            if (!refused.getMessage().contains("ancestor")
                    && !refused.getMessage().contains("foreign key")) {
                throw refused;
            }
        }
    }

    // Values with marks

    private String value(Field field) {
        String value = nextValue(field);
        marks.add(field == Field.TIME ? value : Field.mark(value));
        return value;
    }

    /** A value that nobody ever wrote before; every fifth time or so is a whole day. */
    String nextValue(Field field) {
        written++;
        return switch (field) {
            case TITLE -> "t" + written + "x hearing, room; and more";
            case DESCRIPTION -> "d" + written + "x bring the files,\nall of them; and the longer list of them äöü";
            case LOCATION -> "l" + written + "x Munich";
            case TIME -> written % 5 == 0 ? nextDay() : nextInstant();
        };
    }

    private String nextInstant() {
        return Instant.parse("2027-01-04T08:00:00Z").plusSeconds(300L * written).toString();
    }

    private String nextDay() {
        return LocalDate.parse("2028-01-01").plusDays(written).toString();
    }

    boolean wrote(String mark) {
        return marks.contains(mark);
    }

    // What there is

    List<UUID> everBooked() {
        return List.copyOf(everBooked);
    }

    private List<UUID> existing() {
        List<UUID> existing = new ArrayList<>(everBooked);
        existing.retainAll(new HashSet<>(ground.<UUID>values("SELECT id FROM paliad.appointments")));
        return existing;
    }

    List<UUID> existingNodes() {
        List<UUID> existing = new ArrayList<>(nodes);
        existing.retainAll(new HashSet<>(ground.<UUID>values("SELECT id FROM paliad.projects")));
        return existing;
    }

    /** Null where there is nothing. */
    static <T> T any(List<T> of, int pick) {
        return of.isEmpty() ? null : of.get(Math.floorMod(pick, of.size()));
    }
}
