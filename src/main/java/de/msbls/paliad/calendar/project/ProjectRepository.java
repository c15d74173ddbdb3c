package de.msbls.paliad.calendar.project;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The firm's projects and teams in the database. */
@ApplicationScoped
public class ProjectRepository {

    /** A node is selectable by $1 when it or a descendant of it is visible: her team is above, on or beneath it. */
    private static final String SELECTABLE = """
            (EXISTS (SELECT
                     FROM paliad.project_closure up
                     JOIN paliad.project_teams t ON t.project_id = up.ancestor_id AND t.user_id = $1
                     WHERE up.descendant_id = p.id)
             OR EXISTS (SELECT
                        FROM paliad.project_teams t
                        JOIN paliad.project_closure down ON down.descendant_id = t.project_id
                        WHERE t.user_id = $1 AND down.ancestor_id = p.id))
            """;

    /** The node's row stays until the transaction ends, so that what is put on it finds it there. */
    private static final String HOLD = """
            SELECT id
            FROM paliad.projects
            WHERE id = $1
            FOR KEY SHARE
            """;

    private static final String STANDING = """
            SELECT count(*) > 0 AS visible, coalesce(bool_or(t.role IN ('lead', 'member')), false) AS editable
            FROM paliad.project_closure up
            JOIN paliad.project_teams t ON t.project_id = up.ancestor_id AND t.user_id = $1
            WHERE up.descendant_id = $2
            """;

    private static final String KIND = """
            SELECT p.kind
            FROM paliad.projects p
            WHERE p.id = $2
              AND
            """ + SELECTABLE;

    private static final String FIND = """
            SELECT p.id, p.parent_id, p.kind, p.title
            FROM paliad.projects p
            WHERE p.id = $2
              AND
            """ + SELECTABLE;

    /** $3 is a pattern for ILIKE; ($5, $6) is the last row of the page before. */
    private static final String SEARCH = """
            WITH mine AS MATERIALIZED (
                SELECT project_id
                FROM paliad.project_teams
                WHERE user_id = $1
            ), selectable AS (
                SELECT down.descendant_id AS id
                FROM mine
                JOIN paliad.project_closure down ON down.ancestor_id = mine.project_id
                UNION
                SELECT up.ancestor_id
                FROM mine
                JOIN paliad.project_closure up ON up.descendant_id = mine.project_id
            )
            SELECT p.id, p.parent_id, p.kind, p.title
            FROM selectable
            JOIN paliad.projects p ON p.id = selectable.id
            WHERE ($2::uuid IS NULL OR p.parent_id = $2)
              AND ($3::text IS NULL OR p.title ILIKE $3)
              AND ($5::text IS NULL OR (p.title, p.id) > ($5, $6::uuid))
            ORDER BY p.title, p.id
            LIMIT $4
            """;

    private static final String EXISTS = """
            SELECT EXISTS (SELECT FROM paliad.projects WHERE id = $1)
            """;

    private static final String TEAM = """
            SELECT t.user_id, u.display_name, t.role
            FROM paliad.project_teams t
            JOIN paliad.users u ON u.id = t.user_id
            WHERE t.project_id = $1
            ORDER BY u.display_name, t.user_id
            """;

    /** The kind of a node that the user may put into a binding; nothing when there is none that she may know of. */
    public Uni<Optional<String>> kindOfSelectable(SqlClient client, UUID userId, UUID id) {
        return client.preparedQuery(KIND)
                .execute(Tuple.of(userId, id))
                .map(rows -> list(rows, row -> row.getString("kind")).stream().findFirst());
    }

    /** What the user may do with the appointments of a node, which stays there until the transaction ends. */
    public Uni<Standing> standing(SqlClient transaction, UUID userId, UUID id) {
        return transaction
                .preparedQuery(HOLD)
                .execute(Tuple.of(id))
                .chain(held -> transaction.preparedQuery(STANDING).execute(Tuple.of(userId, id)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Standing(row.getBoolean("visible"), row.getBoolean("editable")));
    }

    Uni<Optional<Project>> find(SqlClient client, UUID userId, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(userId, id)).map(rows -> list(rows, Project::of).stream()
                .findFirst());
    }

    Uni<List<Project>> search(SqlClient client, UUID userId, ProjectSearch search) {
        ProjectSearch.Position after = search.after();
        return client.preparedQuery(SEARCH)
                .execute(Tuple.tuple(Arrays.asList(
                        userId,
                        search.parentId(),
                        containing(search.text()),
                        search.limit() + 1,
                        after == null ? null : after.title(),
                        after == null ? null : after.id())))
                .map(rows -> list(rows, Project::of));
    }

    Uni<Boolean> exists(SqlClient client, UUID id) {
        return client.preparedQuery(EXISTS)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<List<TeamMember>> team(SqlClient client, UUID id) {
        return client.preparedQuery(TEAM).execute(Tuple.of(id)).map(rows -> list(rows, TeamMember::of));
    }

    private static @Nullable String containing(@Nullable String text) {
        return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        return StreamSupport.stream(rows.spliterator(), false).map(mapper).toList();
    }
}
