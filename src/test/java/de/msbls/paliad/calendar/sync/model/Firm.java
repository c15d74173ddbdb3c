package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.SqlFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The firm's side: what its application and its lawyers write, by plain SQL, and what stands there. */
final class Firm {

    static final List<String> KINDS = List.of("client", "litigation", "patent", "case", "project");

    private static final String AUDIT = """
            CREATE SCHEMA IF NOT EXISTS model;
            CREATE TABLE IF NOT EXISTS model.audit (
                seq bigint GENERATED ALWAYS AS IDENTITY, appointment_id uuid, op text, by_service boolean,
                title text, description text, location text, starts_at text,
                old_title text, old_description text, old_location text, old_starts_at text);
            CREATE OR REPLACE FUNCTION model.note() RETURNS trigger LANGUAGE plpgsql AS
            $$
            DECLARE
                by_service boolean := current_setting('application_name') NOT LIKE '%JDBC%';
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    INSERT INTO model.audit (appointment_id, op, by_service) VALUES (OLD.id, TG_OP, by_service);
                ELSIF TG_OP = 'INSERT' THEN
                    INSERT INTO model.audit (appointment_id, op, by_service, title, description, location, starts_at)
                    VALUES (NEW.id, TG_OP, by_service, NEW.title, NEW.description, NEW.location,
                            to_char(NEW.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
                ELSE
                    INSERT INTO model.audit (appointment_id, op, by_service, title, description, location, starts_at,
                                             old_title, old_description, old_location, old_starts_at)
                    VALUES (NEW.id, TG_OP, by_service, NEW.title, NEW.description, NEW.location,
                            to_char(NEW.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                            OLD.title, OLD.description, OLD.location,
                            to_char(OLD.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
                END IF;
                RETURN NULL;
            END
            $$;
            CREATE OR REPLACE TRIGGER zzz_model_note AFTER INSERT OR UPDATE OR DELETE ON paliad.appointments
                FOR EACH ROW EXECUTE FUNCTION model.note()
            """;

    /** Asked of each appointment and binding, along parent_id: nothing that the service keeps is used. */
    private static final String SLICES = """
            WITH RECURSIVE up AS (
                SELECT id AS node, id AS above FROM paliad.projects
                UNION
                SELECT up.node, higher.parent_id
                FROM up JOIN paliad.projects higher ON higher.id = up.above
                WHERE higher.parent_id IS NOT NULL
            )
            SELECT binding.id AS binding_id, appointment.id AS appointment_id
            FROM paliad.user_calendar_bindings binding
            JOIN paliad.appointments appointment ON
                CASE WHEN appointment.project_id IS NULL THEN
                    appointment.created_by = binding.user_id
                    AND (binding.scope_kind IN ('all_visible', 'personal_only')
                         OR (binding.include_personal AND EXISTS (
                                SELECT FROM paliad.projects node
                                WHERE node.id = binding.scope_id AND binding.scope_kind IN ('project', node.kind))))
                ELSE
                    EXISTS (SELECT FROM up JOIN paliad.project_teams team ON team.project_id = up.above
                            WHERE up.node = appointment.project_id AND team.user_id = binding.user_id)
                    AND CASE binding.scope_kind
                        WHEN 'all_visible' THEN true
                        WHEN 'personal_only' THEN false
                        WHEN 'project' THEN appointment.project_id = binding.scope_id
                        ELSE EXISTS (SELECT FROM up JOIN paliad.projects node ON node.id = up.above
                                     WHERE up.node = appointment.project_id AND node.id = binding.scope_id
                                       AND node.kind = binding.scope_kind)
                        END
                END
            """;

    /** One binding, whose calendar stays the same. */
    record Bound(UUID id, UUID user, String calendar) {}

    private final FirmDatabase database;
    private final Set<String> marks = new HashSet<>();
    private final List<UUID> everBooked = new ArrayList<>();
    private final List<UUID> nodes = new ArrayList<>();
    final List<UUID> users = List.of(id("user", 0), id("user", 1));
    final List<Bound> bindings = new ArrayList<>();
    private final List<UUID> everBound = new ArrayList<>();
    private int written;

    Firm(FirmDatabase database) {
        this.database = database;
        database.run(AUDIT);
        List<String> tables = database.values("""
                SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                WHERE schemaname IN ('paliad', 'model') AND tablename NOT IN ('flyway_schema_history', 'first_generation_done')
                """);
        database.run("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY CASCADE");
    }

    private static UUID id(String of, int number) {
        return UUID.nameUUIDFromBytes((of + " " + number).getBytes(StandardCharsets.UTF_8));
    }

    // How it begins

    void opens(URI server, PaliadConfig config) {
        Vault vault = new Vault(config);
        for (int i = 0; i < users.size(); i++) {
            UUID user = users.get(i);
            database.run(
                    "INSERT INTO paliad.users (id, email, display_name) VALUES (?, ?, 'Lawyer')",
                    user,
                    user + "@firm.example");
            KeyOwner owner = KeyOwner.of(user, server);
            byte[] dataKey = vault.newDataKey(owner);
            database.run(
                    """
                    INSERT INTO paliad.user_caldav_config
                        (user_id, server_url, home_url, username, password_encrypted, data_key, account_id)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    user,
                    server.toString(),
                    server.resolve("/user" + i + "/").toString(),
                    "user" + i,
                    vault.open(dataKey, owner).seal("", "secret".getBytes(StandardCharsets.UTF_8)),
                    dataKey,
                    id("account", i));
        }
    }

    void node(String kind, int parent) {
        UUID node = id("node", nodes.size());
        UUID above = parent < 0 ? null : nodes.get(parent);
        database.run(
                "INSERT INTO paliad.projects (id, parent_id, kind, title) VALUES (?, ?, ?, 'A matter')",
                node,
                above,
                kind);
        nodes.add(node);
    }

    void binding(int user, String kind, int node, boolean personal, String detail) {
        String calendar = "/user" + user + "/calendar" + bindings.size() + "/";
        bindings.add(bound(users.get(user), calendar, kind, node < 0 ? null : nodes.get(node), personal, detail));
    }

    private Bound bound(UUID user, String calendar, String kind, UUID node, boolean personal, String detail) {
        UUID binding = id("binding", everBound.size());
        database.run("""
                INSERT INTO paliad.user_calendar_bindings
                    (id, user_id, calendar_path, calendar_key, scope_kind, scope_id, include_personal, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, binding, user, calendar, calendar, kind, node, personal, detail);
        everBound.add(binding);
        return new Bound(binding, user, calendar);
    }

    // What the firm's application does; pick chooses among what there is

    void book(int project, int creator) {
        UUID appointment = id("appointment", everBooked.size());
        database.run(
                """
                INSERT INTO paliad.appointments
                    (id, title, description, location, starts_at, ends_at, time_zone, project_id, created_by)
                VALUES (?, ?, ?, ?, ?::timestamptz, ?::timestamptz + interval '1 hour', 'Europe/Berlin', ?, ?)
                """,
                appointment,
                value(Field.TITLE),
                value(Field.DESCRIPTION),
                value(Field.LOCATION),
                value(Field.TIME),
                lastTime(),
                project < 0 ? null : any(existingNodes(), project),
                users.get(creator));
        everBooked.add(appointment);
    }

    void edit(int pick, Field field) {
        UUID appointment = any(existing(), pick);
        if (appointment == null) {
            return;
        }
        String column = field.inConflict();
        String value = value(field);
        if (field == Field.TIME && pick % 7 == 0) {
            value = value.replaceFirst("2027", "2021"); // so long ago that it is not created anew
        }
        if (field == Field.TIME) {
            database.run(
                    "UPDATE paliad.appointments SET starts_at = ?::timestamptz, ends_at = ?::timestamptz + interval '1 hour', time_zone = 'Europe/Berlin' WHERE id = ?",
                    value,
                    value,
                    appointment);
        } else {
            boolean clear = field != Field.TITLE && pick % 5 == 0;
            database.run(
                    "UPDATE paliad.appointments SET " + column + " = ? WHERE id = ?",
                    clear ? null : value,
                    appointment);
        }
    }

    void cancel(int pick, String status) {
        database.run("UPDATE paliad.appointments SET status = ? WHERE id = ?", status, any(existing(), pick));
    }

    /** @param project negative: it becomes a personal one */
    void moveAppointment(int pick, int project) {
        UUID to = project < 0 ? null : any(existingNodes(), project);
        database.run("UPDATE paliad.appointments SET project_id = ? WHERE id = ?", to, any(existing(), pick));
    }

    void deleteAppointment(int pick) {
        database.run("DELETE FROM paliad.appointments WHERE id = ?", any(existing(), pick));
    }

    /** A node cannot go beneath itself: then nothing happens. */
    void moveNode(int pick, int parent) {
        UUID to = parent < 0 ? null : any(existingNodes(), parent);
        unlessRefused("UPDATE paliad.projects SET parent_id = ? WHERE id = ?", to, any(existingNodes(), pick));
    }

    void retype(int pick, String kind) {
        database.run("UPDATE paliad.projects SET kind = ? WHERE id = ?", kind, any(existingNodes(), pick));
    }

    /** A node with others beneath it stays. */
    void deleteNode(int pick) {
        unlessRefused("DELETE FROM paliad.projects WHERE id = ?", any(existingNodes(), pick));
    }

    /** @param role null: off the team */
    void team(int user, int pick, String role) {
        UUID node = any(existingNodes(), pick);
        if (role == null) {
            database.run(
                    "DELETE FROM paliad.project_teams WHERE project_id = ? AND user_id = ?", node, users.get(user));
        } else if (node != null) {
            database.run("""
                    INSERT INTO paliad.project_teams (project_id, user_id, role) VALUES (?, ?, ?)
                    ON CONFLICT (project_id, user_id) DO UPDATE SET role = EXCLUDED.role
                    """, node, users.get(user), role);
        }
    }

    // What users do to their bindings, as the API does it

    void scope(int binding, String kind, int pick) {
        boolean root = kind.equals("all_visible") || kind.equals("personal_only");
        UUID node = root ? null : any(existingNodes(), pick);
        if (root || node != null) {
            patch(binding, "scope_kind = ?, scope_id = ?", kind, node);
        }
    }

    void includePersonal(int binding, boolean personal) {
        patch(binding, "include_personal = ?", personal);
    }

    void detail(int binding, String detail) {
        patch(binding, "detail = ?", detail);
    }

    void enabled(int binding, boolean enabled) {
        database.run(
                "UPDATE paliad.user_calendar_bindings SET enabled = ? WHERE id = ?",
                enabled,
                bindings.get(binding).id());
    }

    /** The binding goes; what it wrote goes from the calendar by and by, unless that is to be kept. */
    void unbind(int binding, boolean keepRemote) {
        database.begin();
        if (keepRemote) {
            database.run("SELECT set_config('paliad.keep_remote', 'on', true)");
        }
        database.run(
                "DELETE FROM paliad.user_calendar_bindings WHERE id = ?",
                bindings.get(binding).id());
        database.commit();
    }

    /** A new binding on the calendar of one that was removed. */
    void bindAgain(int binding, String detail) {
        Bound former = bindings.get(binding);
        if (!isBound(former)) {
            bindings.set(binding, bound(former.user(), former.calendar(), "all_visible", null, false, detail));
        }
    }

    boolean isBound(Bound binding) {
        return !database.rows("SELECT FROM paliad.user_calendar_bindings WHERE id = ?", binding.id())
                .isEmpty();
    }

    private void patch(int binding, String set, Object... values) {
        UUID id = bindings.get(binding).id();
        Object[] all = new Object[values.length + 1];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = id;
        database.begin();
        database.run("UPDATE paliad.user_calendar_bindings SET " + set + ", version = version + 1 WHERE id = ?", all);
        database.run("""
                UPDATE paliad.binding_sync_state
                SET scope_changes = scope_changes + 1, user_scope_change = scope_changes + 1
                WHERE binding_id = ?
                """, id);
        database.commit();
    }

    private void unlessRefused(String sql, Object... parameters) {
        try {
            database.run(sql, parameters);
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

    /** A value that nobody ever wrote before. */
    String nextValue(Field field) {
        written++;
        return switch (field) {
            case TITLE -> "t" + written + "x hearing, room; and more";
            case DESCRIPTION -> "d" + written + "x bring the files,\nall of them; and the longer list of them äöü";
            case LOCATION -> "l" + written + "x Munich";
            case TIME -> lastTime();
        };
    }

    private String lastTime() {
        return java.time.Instant.parse("2027-01-04T08:00:00Z")
                .plusSeconds(300L * written)
                .toString();
    }

    boolean wrote(String mark) {
        return marks.contains(mark);
    }

    // What stands there

    List<UUID> everBooked() {
        return List.copyOf(everBooked);
    }

    List<UUID> everBound() {
        return List.copyOf(everBound);
    }

    private List<UUID> existing() {
        List<UUID> existing = new ArrayList<>(everBooked);
        existing.retainAll(new HashSet<>(database.<UUID>values("SELECT id FROM paliad.appointments")));
        return existing;
    }

    private List<UUID> existingNodes() {
        List<UUID> existing = new ArrayList<>(nodes);
        existing.retainAll(new HashSet<>(database.<UUID>values("SELECT id FROM paliad.projects")));
        return existing;
    }

    private static <T> T any(List<T> of, int pick) {
        return of.isEmpty() ? null : of.get(Math.floorMod(pick, of.size()));
    }

    /** Appointments by binding. */
    Map<UUID, Set<UUID>> slices() {
        Map<UUID, Set<UUID>> slices = new HashMap<>();
        everBound.forEach(binding -> slices.put(binding, new HashSet<>()));
        database.rows(SLICES)
                .forEach(row -> slices.get((UUID) row.get("binding_id")).add((UUID) row.get("appointment_id")));
        return slices;
    }

    List<Map<String, Object>> rows(String sql, Object... parameters) {
        return database.rows(sql, parameters);
    }

    int run(String sql, Object... parameters) {
        return database.run(sql, parameters);
    }
}
