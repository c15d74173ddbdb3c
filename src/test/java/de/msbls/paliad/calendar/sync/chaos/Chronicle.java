package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.testing.FirmData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What was committed, by whom, noted by triggers in the same transaction: whoever dies after it, and whatever answer was
 * lost. A pod's sessions carry its name.
 */
final class Chronicle {

    /**
     * <ul>
     *   <li>versions: each state that an appointment had, and the one before
     *   <li>leaves: projects that a lawyer, or NULL: anybody, may have lost sight of
     *   <li>claims: who took an account under which fence, and from whom if that one had not given it back
     *   <li>moves: under which fence a base, or what was seen of a calendar, was written by whom, were it the same again
     * </ul>
     */
    private static final String TABLES = """
            CREATE SCHEMA chaos;
            CREATE TABLE chaos.versions (
                writer text DEFAULT current_setting('application_name'), op text, appointment_id uuid, project_id uuid,
                title text, location text, starts_at text, old_title text, old_location text, old_starts_at text);
            CREATE TABLE chaos.leaves (user_id uuid, project_id uuid);
            CREATE TABLE chaos.claims (
                writer text DEFAULT current_setting('application_name'), account_id uuid, fence bigint, taken_from text);
            CREATE TABLE chaos.moves (
                writer text DEFAULT current_setting('application_name'), account_id uuid, fence bigint,
                binding_id uuid, appointment_id uuid, uid text);
            CREATE INDEX ON chaos.claims (account_id, fence);
            CREATE INDEX ON chaos.moves (uid)
            """;

    private static final String NOTES = """
            CREATE FUNCTION chaos.text(instant timestamptz) RETURNS text LANGUAGE sql AS
            $$
            SELECT to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            $$;
            CREATE FUNCTION chaos.note_version() RETURNS trigger LANGUAGE plpgsql AS
            $$
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    INSERT INTO chaos.versions (op, appointment_id) VALUES (TG_OP, OLD.id);
                ELSIF TG_OP = 'INSERT' THEN
                    INSERT INTO chaos.versions (op, appointment_id, project_id, title, location, starts_at)
                    VALUES (TG_OP, NEW.id, NEW.project_id, NEW.title, NEW.location, chaos.text(NEW.starts_at));
                ELSE
                    INSERT INTO chaos.versions
                        (op, appointment_id, project_id, title, location, starts_at, old_title, old_location, old_starts_at)
                    VALUES (TG_OP, NEW.id, NEW.project_id, NEW.title, NEW.location, chaos.text(NEW.starts_at),
                            OLD.title, OLD.location, chaos.text(OLD.starts_at));
                END IF;
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER note_version AFTER INSERT OR DELETE OR UPDATE OF title, location, starts_at, project_id
                ON paliad.appointments FOR EACH ROW EXECUTE FUNCTION chaos.note_version();

            CREATE FUNCTION chaos.beneath(node uuid) RETURNS SETOF uuid LANGUAGE sql AS
            $$
            WITH RECURSIVE down AS (
                SELECT node AS id
                UNION
                SELECT child.id FROM down JOIN paliad.projects child ON child.parent_id = down.id
            )
            SELECT id FROM down
            $$;
            CREATE FUNCTION chaos.note_team() RETURNS trigger LANGUAGE plpgsql AS
            $$
            BEGIN
                INSERT INTO chaos.leaves SELECT OLD.user_id, node FROM chaos.beneath(OLD.project_id) node;
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER note_team AFTER DELETE ON paliad.project_teams
                FOR EACH ROW EXECUTE FUNCTION chaos.note_team();
            CREATE FUNCTION chaos.note_project() RETURNS trigger LANGUAGE plpgsql AS
            $$
            BEGIN
                INSERT INTO chaos.leaves SELECT NULL, node FROM chaos.beneath(NEW.id) node;
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER note_project AFTER UPDATE OF parent_id ON paliad.projects
                FOR EACH ROW EXECUTE FUNCTION chaos.note_project();

            CREATE FUNCTION chaos.note_claim() RETURNS trigger LANGUAGE plpgsql AS
            $$
            BEGIN
                INSERT INTO chaos.claims (account_id, fence, taken_from) VALUES (NEW.account_id, NEW.fence, OLD.holder);
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER note_claim AFTER UPDATE OF fence ON paliad.caldav_leases
                FOR EACH ROW WHEN (OLD.fence <> NEW.fence) EXECUTE FUNCTION chaos.note_claim();

            CREATE FUNCTION chaos.note_move() RETURNS trigger LANGUAGE plpgsql AS
            $$
            BEGIN
                INSERT INTO chaos.moves (account_id, fence, binding_id, appointment_id, uid)
                SELECT account_id, fence, NEW.binding_id, NEW.appointment_id, NEW.uid
                FROM paliad.caldav_leases
                WHERE account_id = NEW.account_id;
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER note_made AFTER INSERT ON paliad.appointment_caldav_targets
                FOR EACH ROW EXECUTE FUNCTION chaos.note_move();
            CREATE TRIGGER note_move AFTER UPDATE OF status ON paliad.appointment_caldav_targets
                FOR EACH ROW EXECUTE FUNCTION chaos.note_move();

            CREATE FUNCTION chaos.note_look() RETURNS trigger LANGUAGE plpgsql AS
            $$
            BEGIN
                INSERT INTO chaos.moves (account_id, fence, binding_id)
                SELECT lease.account_id, lease.fence, NEW.binding_id
                FROM paliad.user_calendar_bindings binding
                JOIN paliad.user_caldav_config account ON account.user_id = binding.user_id
                JOIN paliad.caldav_leases lease ON lease.account_id = account.account_id
                WHERE binding.id = NEW.binding_id;
                RETURN NULL;
            END
            $$;
            CREATE TRIGGER note_look AFTER UPDATE OF sync_token ON paliad.binding_sync_state
                FOR EACH ROW EXECUTE FUNCTION chaos.note_look()
            """;

    private static final String HELD = """
            SELECT lease.account_id, lease.fence
            FROM paliad.caldav_leases lease
            JOIN chaos.claims claim ON claim.account_id = lease.account_id AND claim.fence = lease.fence
            WHERE claim.writer = ? AND lease.holder IS NOT NULL AND lease.expires_at > now()
            """;

    private static final String OPEN = """
            SELECT count(*) AS open
            FROM paliad.caldav_leases lease
            JOIN chaos.claims claim ON claim.account_id = lease.account_id AND claim.fence = lease.fence
            JOIN paliad.appointment_caldav_targets target
              ON target.account_id = lease.account_id AND target.intent_fence = lease.fence
            WHERE claim.writer = ? AND lease.holder IS NOT NULL AND lease.expires_at > now()
            """;

    private static final String MAY_EDIT = """
            SELECT appointment.created_by = binding.user_id OR EXISTS (
                       SELECT
                       FROM paliad.project_closure above
                       JOIN paliad.project_teams team ON team.project_id = above.ancestor_id
                       WHERE above.descendant_id = appointment.project_id
                         AND team.user_id = binding.user_id
                         AND team.role <> 'observer') AS may_edit
            FROM paliad.appointments appointment, paliad.user_calendar_bindings binding
            WHERE appointment.id = ? AND binding.id = ?
            """;

    private final FirmData database;

    /** One appointment in one binding's calendar. */
    record Copy(UUID binding, UUID appointment) {}

    /** An account under the fence of one claim. */
    record Claim(UUID account, long fence) {}

    Chronicle(FirmData database) {
        this.database = database;
    }

    /** Notes all from now on. */
    void begin() {
        database.execute(TABLES);
        database.execute(NOTES);
    }

    /** Whose UID that is; each is committed before it is sent anywhere. */
    Optional<Copy> copy(String uid) {
        return database.query("SELECT binding_id, appointment_id FROM chaos.moves WHERE uid = ? LIMIT 1", uid).stream()
                .map(row -> new Copy((UUID) row.get("binding_id"), (UUID) row.get("appointment_id")))
                .findFirst();
    }

    /** Whether the owner of that calendar may edit the appointment at this moment; it may be gone too. */
    boolean mayEdit(Copy copy) {
        return database.query(MAY_EDIT, copy.appointment(), copy.binding()).stream()
                .anyMatch(row -> (Boolean) row.get("may_edit"));
    }

    /** What that pod holds just now. */
    List<Claim> held(String pod) {
        return database.query(HELD, pod).stream()
                .map(row -> new Claim((UUID) row.get("account_id"), (Long) row.get("fence")))
                .toList();
    }

    /** How many requests of that pod are on their way, or may have been. */
    long open(String pod) {
        return (Long) database.query(OPEN, pod).get(0).get("open");
    }

    /** Whether that claim is neither given back, be it by its pod's very last statement, nor taken over by another. */
    boolean stands(Claim claim) {
        return !database.query(
                        "SELECT FROM paliad.caldav_leases WHERE account_id = ? AND fence = ? AND holder IS NOT NULL",
                        claim.account(),
                        claim.fence())
                .isEmpty();
    }

    /** Those claims that stand, as the database has them now. */
    List<Map<String, Object>> leases(List<Claim> claims) {
        return claims.stream()
                .filter(this::stands)
                .flatMap(
                        claim -> database
                                .query(
                                        "SELECT now(), * FROM paliad.caldav_leases WHERE account_id = ?",
                                        claim.account())
                                .stream())
                .toList();
    }

    /** How often an account was claimed. */
    long claims() {
        return (Long) database.query("SELECT count(*) AS claims FROM chaos.claims")
                .get(0)
                .get("claims");
    }

    /** How often each of those things happened that only the database knows. */
    Map<String, Integer> summary() {
        Map<String, Integer> summary = new TreeMap<>();
        database.query("""
                SELECT 'claims' AS what, count(*)::int AS times FROM chaos.claims
                UNION ALL
                SELECT 'claims of what a worker had not given back', count(taken_from)::int FROM chaos.claims
                UNION ALL
                SELECT 'pulls', count(*)::int FROM chaos.versions WHERE writer LIKE 'worker-%'
                UNION ALL
                SELECT 'conflicts: ' || cause, count(*)::int FROM paliad.caldav_conflicts GROUP BY cause
                UNION ALL
                SELECT 'targets: ' || status, count(*)::int FROM paliad.appointment_caldav_targets GROUP BY status
                """).forEach(row -> summary.put((String) row.get("what"), (Integer) row.get("times")));
        return summary;
    }

    /** Whose sessions wait for whose. */
    List<Map<String, Object>> waiting() {
        return database.query("""
                SELECT waiting.application_name AS who, blocking.application_name AS for_whom, blocking.state,
                       left(waiting.query, 60) AS to_do
                FROM pg_stat_activity waiting
                JOIN pg_stat_activity blocking ON blocking.pid = ANY (pg_blocking_pids(waiting.pid))
                """);
    }

    List<Map<String, Object>> rows(String sql, Object... values) {
        return database.query(sql, values);
    }
}
