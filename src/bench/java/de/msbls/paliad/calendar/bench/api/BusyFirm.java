package de.msbls.paliad.calendar.bench.api;

import static de.msbls.paliad.calendar.bench.GeneratedTree.id;

import de.msbls.paliad.calendar.bench.GeneratedTree;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;

/**
 * A firm made by SQL: fifteen nodes and a hundred appointments for each user, over a year about today; a tenth of them are
 * personal. Each user is on the teams of three litigations, every twentieth on those of two whole clients too.
 */
final class BusyFirm {

    static final String LOCATION = "Room 7";
    static final String ZONE = "Europe/Berlin";

    /** The description by which what a load has made is known. */
    static final String JUST_MADE = "Just made";

    static final int PICKS = 20_000;

    private static final int APPOINTMENTS = 100;

    private final FirmDatabase database;
    private final int users;
    private final int clients;

    BusyFirm(FirmDatabase database, int users) {
        this.database = database;
        this.users = users;
        this.clients = Math.max(1, users * 3 / 10);
    }

    /** Triggers rest meanwhile: what they would write is written in bulk, or is a worker's. */
    BusyFirm fill() {
        database.run("SET session_replication_role = replica");
        GeneratedTree tree = new GeneratedTree(database);
        tree.users(users);
        tree.projects(1, clients);
        teams();
        appointments();
        database.run("SET session_replication_role = origin");
        database.run("VACUUM ANALYZE");
        picks();
        return this;
    }

    private void teams() {
        database.run(
                """
                INSERT INTO paliad.project_teams (project_id, user_id)
                SELECT %s, %s FROM generate_series(1, ?) n, generate_series(0, 2) other
                ON CONFLICT DO NOTHING
                """.formatted(id("litigation", "1 + (n + other * 1009) % " + clients * 5), id("user", "n")), users);
        database.run("""
                INSERT INTO paliad.project_teams (project_id, user_id)
                SELECT %s, %s FROM generate_series(20, ?, 20) n, generate_series(0, 1) other
                ON CONFLICT DO NOTHING
                """.formatted(id("client", "1 + (n + other * 101) % " + clients), id("user", "n")), users);
    }

    private void appointments() {
        database.run("""
                INSERT INTO paliad.appointments
                    (title, description, location, starts_at, ends_at, time_zone, project_id, created_by)
                SELECT 'Appointment ' || n, 'Bring the files', ?, start, start + interval '1 hour', ?,
                       CASE WHEN n %% 10 > 0 THEN node.id END, %s
                FROM generate_series(1, ?) n
                JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM paliad.projects) node
                  ON node.place = 1 + n * 7919::bigint %% (SELECT count(*) FROM paliad.projects)
                CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + (n * 31 %% 365 - 182) * interval '1 day'
                                           + (8 + n %% 10) * interval '1 hour') day (start)
                """.formatted(id("user", "1 + n / 10 % " + users)), LOCATION, ZONE, users * APPOINTMENTS);
    }

    /** A table of its own, from which pgbench takes the parameters that are somebody's ids. */
    private void picks() {
        database.run("""
                CREATE TABLE picks AS
                SELECT row_number() OVER () AS n, user_id, appointment_id, project_id, starts_at, ends_at
                FROM (SELECT team.user_id, a.id AS appointment_id, a.project_id, a.starts_at, a.ends_at
                      FROM paliad.project_teams team
                      JOIN paliad.project_closure down ON down.ancestor_id = team.project_id
                      JOIN paliad.appointments a ON a.project_id = down.descendant_id
                      ORDER BY md5(team.user_id::text || a.id)
                      LIMIT ?) one
                """, PICKS);
        database.run("ALTER TABLE picks ADD PRIMARY KEY (n)");
        database.run("VACUUM ANALYZE picks");
    }

    /** The same ones that pgbench takes. */
    List<Pick> picked() {
        return database.rows("SELECT * FROM picks ORDER BY n").stream()
                .map(row -> new Pick(
                        (UUID) row.get("user_id"),
                        (UUID) row.get("appointment_id"),
                        (UUID) row.get("project_id"),
                        ((Timestamp) row.get("starts_at")).toInstant(),
                        ((Timestamp) row.get("ends_at")).toInstant()))
                .toList();
    }

    /** As it was before any load, so that each meets the same firm, and writes out what another left in memory. */
    void tidy() {
        database.run("SET session_replication_role = replica");
        database.run("DELETE FROM paliad.appointments WHERE description = ?", JUST_MADE);
        database.run("SET session_replication_role = origin");
        database.run("TRUNCATE paliad.captured_changes");
        database.run("VACUUM ANALYZE paliad.appointments");
        database.run("CHECKPOINT");
    }

    String size() {
        return "%,d users, %,d nodes, %,d appointments"
                .formatted(database.count("users"), database.count("projects"), database.count("appointments"));
    }
}
