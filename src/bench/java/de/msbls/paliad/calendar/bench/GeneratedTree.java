package de.msbls.paliad.calendar.bench;

import de.msbls.paliad.calendar.testing.FirmDatabase;

/** The users and the tree of a firm that is made for a benchmark: 5 litigations a client, 3 patents each, 2 cases each. */
public final class GeneratedTree {

    private final FirmDatabase database;

    public GeneratedTree(FirmDatabase database) {
        this.database = database;
    }

    /** The id of what is numbered so, of any kind: an SQL expression. */
    public static String id(String kind, String number) {
        return "md5('" + kind + "' || (" + number + "))::uuid";
    }

    public void users(int users) {
        database.run("""
                INSERT INTO paliad.users (id, email, display_name)
                SELECT %s, 'user' || n || '@firm.example', 'User ' || n FROM generate_series(1, ?) n
                """.formatted(id("user", "n")), users);
    }

    /** @param first the number of the first client: one before 1 has nothing beneath it */
    public void projects(int first, int clients) {
        database.run("""
                INSERT INTO paliad.projects (id, kind, title)
                SELECT %s, 'client', 'Client ' || n FROM generate_series(?, ?) n
                """.formatted(id("client", "n")), first, clients);
        level("client", "litigation", clients, 5);
        level("litigation", "patent", clients * 5, 3);
        level("patent", "case", clients * 15, 2);
        database.run("""
                INSERT INTO paliad.project_closure (ancestor_id, descendant_id)
                WITH RECURSIVE pair AS (
                    SELECT id AS ancestor_id, id AS descendant_id FROM paliad.projects
                    UNION ALL
                    SELECT pair.ancestor_id, child.id
                    FROM pair JOIN paliad.projects child ON child.parent_id = pair.descendant_id
                )
                SELECT ancestor_id, descendant_id FROM pair
                """);
    }

    private void level(String parent, String kind, int parents, int each) {
        database.run("""
                INSERT INTO paliad.projects (id, parent_id, kind, title)
                SELECT %s, %s, '%s', '%s ' || n FROM generate_series(1, ?) n
                """.formatted(id(kind, "n"), id(parent, "1 + (n - 1) / " + each), kind, kind), parents * each);
    }
}
