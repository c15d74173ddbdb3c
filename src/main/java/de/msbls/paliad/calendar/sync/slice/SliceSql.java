package de.msbls.paliad.calendar.sync.slice;

import de.msbls.paliad.calendar.binding.ScopeKind;

/**
 * A slice, that is scope ∩ visible, as one SELECT of {@code (id uuid, version bigint, project_id uuid)}, each
 * appointment once. Parameters: {@code $1} the user's id, {@code $2} the scope id, {@code $3} include_personal; every
 * text names all three. To be embedded as a subquery or CTE.
 *
 * <p>{@code LATERAL … OFFSET 0} is deliberate: it makes PostgreSQL go from the few nodes or ids to their appointments by
 * index. What a user sees is not in its statistics, and a guess of "most of them" would read the whole table.
 */
public final class SliceSql {

    /** Memberships that no other membership is above: their subtrees are disjoint, so nothing is found twice. */
    private static final String TOPMOST = """
            topmost AS (
                SELECT membership.project_id AS id
                FROM paliad.project_teams membership
                WHERE membership.user_id = $1::uuid
                  AND NOT EXISTS (
                      SELECT
                      FROM paliad.project_closure up
                      JOIN paliad.project_teams higher
                        ON higher.project_id = up.ancestor_id AND higher.user_id = membership.user_id
                      WHERE up.descendant_id = membership.project_id
                        AND up.ancestor_id <> membership.project_id)
            )""";

    private static final String BENEATH_ROOTS = """
            SELECT appointment.id, appointment.version, appointment.project_id
            FROM root
            JOIN paliad.project_closure down ON down.ancestor_id = root.id
            CROSS JOIN LATERAL (
                SELECT id, version, project_id
                FROM paliad.appointments
                WHERE project_id = down.descendant_id
                OFFSET 0) appointment
            """;

    private static final String PERSONAL = """
            SELECT id, version, project_id
            FROM paliad.appointments
            WHERE project_id IS NULL
              AND created_by = $1::uuid
            """;

    /** The root kinds have the personal appointments anyway, and no node; the conditions give the parameters types. */
    private static final String OF_ROOT_KIND = """
              AND $2::uuid IS NULL
              AND $3::boolean IS NOT NULL
            """;

    /** A binding whose node is gone, or of another kind by now, holds nothing at all. */
    private static final String IF_INCLUDED = """
              AND $3::boolean
              AND EXISTS (SELECT FROM node)
            """;

    private static final String NODE_OF_ANY_KIND = "SELECT id FROM paliad.projects WHERE id = $2::uuid";
    private static final String NODE_OF_KIND = NODE_OF_ANY_KIND + " AND kind = '%1$s'";

    private static final String ALL_VISIBLE = "WITH " + TOPMOST + ", root AS (SELECT id FROM topmost)\n" + BENEATH_ROOTS
            + "UNION ALL\n" + PERSONAL + OF_ROOT_KIND;

    private static final String PROJECT = "WITH node AS (" + NODE_OF_ANY_KIND + ")\n" + """
            SELECT id, version, project_id
            FROM paliad.appointments
            WHERE project_id = $2::uuid
              AND EXISTS (
                  SELECT
                  FROM paliad.project_closure up
                  JOIN paliad.project_teams membership
                    ON membership.project_id = up.ancestor_id AND membership.user_id = $1::uuid
                  WHERE up.descendant_id = $2::uuid)
            UNION ALL
            """ + PERSONAL + IF_INCLUDED;

    /** Either one topmost membership is at or above the node: its whole subtree; or some are beneath it: theirs. */
    private static final String HIERARCHY = "WITH " + TOPMOST + ", node AS (" + NODE_OF_KIND + ")"
            + """
            , root AS (
                SELECT node.id
                FROM node
                WHERE EXISTS (SELECT
                              FROM topmost
                              JOIN paliad.project_closure up
                                ON up.ancestor_id = topmost.id AND up.descendant_id = node.id)
                UNION ALL
                SELECT topmost.id
                FROM node
                CROSS JOIN topmost
                JOIN paliad.project_closure down ON down.ancestor_id = node.id AND down.descendant_id = topmost.id
                WHERE topmost.id <> node.id
            )
            """
            + BENEATH_ROOTS + "UNION ALL\n" + PERSONAL + IF_INCLUDED;

    private static final String AMONG = """
            SELECT appointment.id, appointment.version, appointment.project_id
            FROM (SELECT DISTINCT unnest(%1$s::uuid[]) AS id) asked
            CROSS JOIN LATERAL (
                SELECT id, version, project_id, created_by
                FROM paliad.appointments
                WHERE id = asked.id
                OFFSET 0) appointment
            WHERE %2$s
              AND CASE
                  WHEN appointment.project_id IS NULL THEN appointment.created_by = $1::uuid AND %3$s
                  ELSE %4$s AND EXISTS (
                      SELECT
                      FROM paliad.project_closure up
                      JOIN paliad.project_teams membership
                        ON membership.project_id = up.ancestor_id AND membership.user_id = $1::uuid
                      WHERE up.descendant_id = appointment.project_id)
                  END
            """;

    private static final String AT_NODE = "appointment.project_id = $2::uuid";

    private static final String BENEATH_NODE = """
            EXISTS (
                      SELECT
                      FROM paliad.project_closure down
                      WHERE down.ancestor_id = $2::uuid AND down.descendant_id = appointment.project_id)""";

    private SliceSql() {}

    /** The whole slice. */
    public static String of(ScopeKind kind) {
        return switch (kind) {
            case ALL_VISIBLE -> ALL_VISIBLE;
            case PERSONAL_ONLY -> PERSONAL + OF_ROOT_KIND;
            case PROJECT -> PROJECT;
            case CLIENT, LITIGATION, PATENT, CASE -> HIERARCHY.formatted(kind.word());
        };
    }

    /**
     * What of the slice is among some appointments, found by their ids alone.
     *
     * @param ids the parameter with their ids, such as {@code $4}
     */
    public static String among(ScopeKind kind, String ids) {
        return switch (kind) {
            case ALL_VISIBLE -> AMONG.formatted(ids, "$2::uuid IS NULL", "$3::boolean IS NOT NULL", "true");
            case PERSONAL_ONLY -> AMONG.formatted(ids, "$2::uuid IS NULL", "$3::boolean IS NOT NULL", "false");
            case PROJECT -> AMONG.formatted(ids, exists(NODE_OF_ANY_KIND), "$3::boolean", AT_NODE);
            case CLIENT, LITIGATION, PATENT, CASE ->
                AMONG.formatted(ids, exists(NODE_OF_KIND.formatted(kind.word())), "$3::boolean", BENEATH_NODE);
        };
    }

    private static String exists(String select) {
        return "EXISTS (" + select + ")";
    }
}
