package de.msbls.paliad.calendar.sync.slice;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.util.List;
import java.util.UUID;

/** A firm of 100,000 appointments on 6,360 nodes, a tenth of them personal, with statistics as after an ANALYZE. */
final class LargeFirm {

    static final int APPOINTMENTS = 100_000;

    final FirmDatabase database;

    /** On the team of every client. */
    final UUID partner;
    /** On the teams of twelve clients. */
    final UUID lawyer;
    /** On the teams of three hundred cases. */
    final UUID clerk;

    LargeFirm(FirmDatabase database) {
        this.database = database;
        database.run("""
                INSERT INTO paliad.users (id, email, display_name)
                SELECT gen_random_uuid(), 'user' || number || '@firm.example', 'User ' || number
                FROM generate_series(1, 200) number
                """);
        database.run("""
                INSERT INTO paliad.projects (kind, title)
                SELECT 'client', 'Client ' || number FROM generate_series(1, 60) number
                """);
        beneath("client", "litigation", 5);
        beneath("litigation", "patent", 4);
        beneath("patent", "case", 4);
        database.run("""
                INSERT INTO paliad.appointments (title, starts_at, ends_at, time_zone, project_id, created_by)
                SELECT 'Appointment ' || number, now(), now(), 'Europe/Berlin',
                       CASE WHEN number % 10 > 0 THEN node.ids[1 + number % cardinality(node.ids)] END,
                       people.ids[1 + (number / 10) % cardinality(people.ids)]
                FROM generate_series(1, ?) number,
                     (SELECT array_agg(id) AS ids FROM paliad.projects) node,
                     (SELECT array_agg(id) AS ids FROM paliad.users) people
                """, APPOINTMENTS);
        List<UUID> people = database.values("SELECT id FROM paliad.users ORDER BY id LIMIT 3");
        partner = people.get(0);
        lawyer = people.get(1);
        clerk = people.get(2);
        joinTeams(partner, "client", 60);
        joinTeams(lawyer, "client", 12);
        joinTeams(clerk, "case", 300);
        database.run("""
                INSERT INTO paliad.project_teams (project_id, user_id)
                SELECT project.id, colleague.id
                FROM (SELECT id, row_number() OVER () AS number FROM paliad.projects WHERE kind <> 'client') project
                JOIN (SELECT id, row_number() OVER () AS number FROM paliad.users) colleague
                  ON colleague.number = project.number % 200
                ON CONFLICT DO NOTHING
                """);
    }

    /** Fills a binding's calendar with targets for a fifth of all appointments. */
    UUID syncedBinding(UUID user) {
        UUID account = database.connection(user);
        UUID binding = database.binding(user, "all_visible", null);
        database.run("""
                INSERT INTO paliad.appointment_caldav_targets
                    (binding_id, appointment_id, account_id, status, uid, href, href_key, base_version, base_detail)
                SELECT ?, id, ?, 'active', id, '/a/' || id, '/a/' || id, 1, 'full'
                FROM paliad.appointments
                LIMIT ?
                """, binding, account, APPOINTMENTS / 5);
        return binding;
    }

    UUID node(String kind) {
        return database.value("SELECT id FROM paliad.projects WHERE kind = ? LIMIT 1", kind);
    }

    void analyze() {
        database.run("ANALYZE");
    }

    private void beneath(String parentKind, String kind, int each) {
        database.run("""
                INSERT INTO paliad.projects (parent_id, kind, title)
                SELECT id, ?, title || '.' || number
                FROM paliad.projects
                CROSS JOIN generate_series(1, ?) number
                WHERE kind = ?
                """, kind, each, parentKind);
    }

    private void joinTeams(UUID user, String kind, int projects) {
        database.run("""
                INSERT INTO paliad.project_teams (project_id, user_id)
                SELECT id, ? FROM paliad.projects WHERE kind = ? ORDER BY id LIMIT ?
                """, user, kind, projects);
    }
}
