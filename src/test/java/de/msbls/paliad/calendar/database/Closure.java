package de.msbls.paliad.calendar.database;

import de.msbls.paliad.calendar.testing.SqlSession;
import java.util.List;
import java.util.Map;

/** The closure, held against the tree. */
final class Closure {

    private Closure() {}

    /** The pairs that are missing or too many. */
    static List<Map<String, Object>> faults(SqlSession session) {
        return session.rows("""
                WITH RECURSIVE tree AS (
                    SELECT id AS ancestor_id, id AS descendant_id FROM paliad.projects
                    UNION
                    SELECT tree.ancestor_id, child.id
                    FROM tree
                    JOIN paliad.projects child ON child.parent_id = tree.descendant_id
                )
                (SELECT 'missing', * FROM tree EXCEPT SELECT 'missing', * FROM paliad.project_closure)
                UNION ALL
                (SELECT 'too many', * FROM paliad.project_closure EXCEPT SELECT 'too many', * FROM tree)
                """);
    }
}
