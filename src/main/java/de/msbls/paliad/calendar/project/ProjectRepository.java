package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.auth.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The firm's tree of projects in the database. */
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

    private static final String SELECT = """
            SELECT p.id, p.parent_id, p.kind, p.title
            """;

    /** $3: whether she is an admin, who may know of every node. */
    private static final String FIND = SELECT + """
            FROM paliad.projects p
            WHERE p.id = $2
              AND ($3::boolean OR
            """ + SELECTABLE + """
            )
            """;

    /** What is put beneath or on the node finds it there. */
    private static final String HOLD_KNOWN = FIND + """
            FOR KEY SHARE OF p
            """;

    private static final String LOCK = FIND + """
            FOR NO KEY UPDATE OF p
            """;

    /** What others are about to put beneath or on the node is waited for, and then seen. */
    private static final String LOCK_ALONE = FIND + """
            FOR UPDATE OF p
            """;

    /** A lead removed or demoted by a transaction that is still open is waited for, and then is none. */
    private static final String LEADS = """
            SELECT t.project_id
            FROM paliad.project_closure up
            JOIN paliad.project_teams t ON t.project_id = up.ancestor_id AND t.user_id = $1
            WHERE up.descendant_id = $2 AND t.role = 'lead'
            FOR SHARE OF t
            """;

    /** $2 is a pattern for ILIKE; ($4, $5) is the last row of the page before. */
    private static final String PAGE = """
            ($1::uuid IS NULL OR p.parent_id = $1)
              AND ($2::text IS NULL OR p.title ILIKE $2)
              AND ($4::text IS NULL OR (p.title, p.id) > ($4, $5::uuid))
            ORDER BY p.title, p.id
            LIMIT $3
            """;

    private static final String SEARCH = """
            WITH mine AS MATERIALIZED (
                SELECT project_id
                FROM paliad.project_teams
                WHERE user_id = $6
            ), selectable AS (
                SELECT down.descendant_id AS id
                FROM mine
                JOIN paliad.project_closure down ON down.ancestor_id = mine.project_id
                UNION
                SELECT up.ancestor_id
                FROM mine
                JOIN paliad.project_closure up ON up.descendant_id = mine.project_id
            )
            """ + SELECT + """
            FROM selectable
            JOIN paliad.projects p ON p.id = selectable.id
            WHERE
            """ + PAGE;

    private static final String SEARCH_ALL = SELECT + """
            FROM paliad.projects p
            WHERE
            """ + PAGE;

    private static final String INSERT = """
            INSERT INTO paliad.projects (parent_id, kind, title)
            VALUES ($1, $2, $3)
            RETURNING id
            """;

    private static final String UPDATE = """
            UPDATE paliad.projects
            SET parent_id = $2, title = $3
            WHERE id = $1
            """;

    private static final String HAS_APPOINTMENTS = """
            SELECT EXISTS (SELECT FROM paliad.appointments WHERE project_id = $1)
            """;

    private static final String DELETE = """
            DELETE FROM paliad.projects
            WHERE id = $1
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

    /** Nothing for a node that the caller may not know of: it is not selectable by her, and she is no admin. */
    public Uni<Optional<Project>> find(SqlClient client, Caller caller, UUID id) {
        return one(client, FIND, caller, id);
    }

    /** As {@link #find}; the node is there until this transaction ends. */
    Uni<Optional<Project>> hold(SqlClient transaction, Caller caller, UUID id) {
        return one(transaction, HOLD_KNOWN, caller, id);
    }

    /** As {@link #find}; nobody else changes the node before this transaction ends. */
    Uni<Optional<Project>> lock(SqlClient transaction, Caller caller, UUID id) {
        return one(transaction, LOCK, caller, id);
    }

    /** As {@link #lock}; nor does anybody put something beneath or on it. */
    Uni<Optional<Project>> lockAlone(SqlClient transaction, Caller caller, UUID id) {
        return one(transaction, LOCK_ALONE, caller, id);
    }

    /** Whether the user is a lead of the node or of one above it, and stays so until this transaction ends. */
    Uni<Boolean> leads(SqlClient transaction, UUID userId, UUID id) {
        return transaction.preparedQuery(LEADS).execute(Tuple.of(userId, id)).map(rows -> rows.size() > 0);
    }

    Uni<List<Project>> search(SqlClient client, UUID userId, ProjectSearch search) {
        ProjectSearch.Position after = search.after();
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                search.parentId(),
                containing(search.text()),
                search.limit() + 1,
                after == null ? null : after.title(),
                after == null ? null : after.id()));
        if (!search.all()) {
            values.add(userId);
        }
        return client.preparedQuery(search.all() ? SEARCH_ALL : SEARCH)
                .execute(Tuple.tuple(values))
                .map(rows -> list(rows, Project::of));
    }

    Uni<UUID> insert(SqlClient transaction, CreateProject request) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(request.parentId(), request.kind().word(), request.title()))
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    /** Fails with the trigger's refusal when the node would stand above itself. */
    Uni<Void> update(SqlClient transaction, Project project) {
        return transaction
                .preparedQuery(UPDATE)
                .execute(Tuple.of(project.id(), project.parentId(), project.title()))
                .replaceWithVoid();
    }

    Uni<Boolean> hasAppointments(SqlClient transaction, UUID id) {
        return transaction.preparedQuery(HAS_APPOINTMENTS).execute(Tuple.of(id)).map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }

    /** Fails with a violation of a foreign key while something stands beneath the node. */
    Uni<Void> delete(SqlClient transaction, UUID id) {
        return transaction.preparedQuery(DELETE).execute(Tuple.of(id)).replaceWithVoid();
    }

    private static Uni<Optional<Project>> one(SqlClient client, String sql, Caller caller, UUID id) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(caller.id(), id, caller.isAdmin()))
                .map(rows -> list(rows, Project::of).stream().findFirst());
    }

    private static @Nullable String containing(@Nullable String text) {
        return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        return StreamSupport.stream(rows.spliterator(), false).map(mapper).toList();
    }
}
