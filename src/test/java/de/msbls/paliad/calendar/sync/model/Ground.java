package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The database under a run: emptied before it, noting who writes what into appointments, with the slices as they should be. */
final class Ground {

    private static final String AUDIT = """
            CREATE SCHEMA model;
            CREATE TABLE model.audit (
                seq bigint GENERATED ALWAYS AS IDENTITY, appointment_id uuid, op text, by_service boolean,
                title text, description text, location text, starts_at text,
                old_title text, old_description text, old_location text, old_starts_at text);
            CREATE FUNCTION model.start(appointment paliad.appointments) RETURNS text LANGUAGE sql AS
            $$
            SELECT CASE WHEN appointment.all_day THEN appointment.start_date::text
                   ELSE to_char(appointment.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') END
            $$;
            CREATE FUNCTION model.note() RETURNS trigger LANGUAGE plpgsql AS
            $$
            DECLARE
                by_service boolean := current_setting('application_name') NOT LIKE '%JDBC%';
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    INSERT INTO model.audit (appointment_id, op, by_service) VALUES (OLD.id, TG_OP, by_service);
                ELSIF TG_OP = 'INSERT' THEN
                    INSERT INTO model.audit (appointment_id, op, by_service, title, description, location, starts_at)
                    VALUES (NEW.id, TG_OP, by_service, NEW.title, NEW.description, NEW.location, model.start(NEW));
                ELSE
                    INSERT INTO model.audit (appointment_id, op, by_service, title, description, location, starts_at,
                                             old_title, old_description, old_location, old_starts_at)
                    VALUES (NEW.id, TG_OP, by_service, NEW.title, NEW.description, NEW.location, model.start(NEW),
                            OLD.title, OLD.description, OLD.location, model.start(OLD));
                END IF;
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER zzz_model_note AFTER INSERT OR UPDATE OR DELETE ON paliad.appointments
                FOR EACH ROW EXECUTE FUNCTION model.note()
            """;

    private static final String TABLES = """
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname IN ('paliad', 'model') AND tablename NOT IN ('flyway_schema_history', 'first_generation_done')
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
            WHERE binding.calendar_path IS NOT NULL
            """;

    private final FirmDatabase database;
    private final String emptying;
    private Map<UUID, Set<UUID>> slices = Map.of();
    private boolean isChanged = true;
    private int changes;

    /** Once for many runs. */
    Ground(FirmDatabase database) {
        this.database = database;
        database.run(AUDIT);
        List<String> tables = database.values(TABLES);
        // without triggers and foreign keys, and far cheaper than TRUNCATE where there are few rows
        this.emptying = "SET session_replication_role = replica; DELETE FROM " + String.join("; DELETE FROM ", tables)
                + "; SET session_replication_role = origin";
    }

    void empty() {
        change(emptying);
    }

    /** A write of the firm or of its users, after which the slices may be others. */
    int change(String sql, Object... parameters) {
        isChanged = true;
        int touched = database.run(sql, parameters);
        changes += touched;
        return touched;
    }

    /** How many rows were written so far. */
    int changes() {
        return changes;
    }

    void together(Runnable changes) {
        database.begin();
        changes.run();
        database.commit();
    }

    /** A write that leaves the slices as they are. */
    int run(String sql, Object... parameters) {
        return database.run(sql, parameters);
    }

    List<Map<String, Object>> rows(String sql, Object... parameters) {
        return database.rows(sql, parameters);
    }

    <T> List<T> values(String sql, Object... parameters) {
        return database.values(sql, parameters);
    }

    boolean isThere(String sql, Object... parameters) {
        return !database.rows(sql, parameters).isEmpty();
    }

    /** Appointments by binding; nothing for one that is gone, or that has no calendar. */
    Map<UUID, Set<UUID>> slices() {
        if (isChanged) {
            Map<UUID, Set<UUID>> now = new HashMap<>();
            database.rows(SLICES)
                    .forEach(row -> now.computeIfAbsent((UUID) row.get("binding_id"), any -> new HashSet<>())
                            .add((UUID) row.get("appointment_id")));
            slices = Map.copyOf(now);
            isChanged = false;
        }
        return slices;
    }
}
