package de.msbls.paliad.calendar.project.team;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The teams in the database. */
@ApplicationScoped
class TeamRepository {

    private static final String SELECT = """
            SELECT t.user_id, u.display_name, t.role
            FROM paliad.project_teams t
            JOIN paliad.users u ON u.id = t.user_id
            WHERE t.project_id = $1
            """;

    private static final String LIST = SELECT + """
            ORDER BY u.display_name, t.user_id
            """;

    private static final String FIND = SELECT + """
              AND t.user_id = $2
            """;

    private static final String LOCK = FIND + """
            FOR UPDATE OF t
            """;

    /** Somebody on the node's team or above it, $2 on the node's own team left aside. */
    private static final String ANOTHER_LEAD = """
            SELECT t.user_id
            FROM paliad.project_closure up
            JOIN paliad.project_teams t ON t.project_id = up.ancestor_id
            WHERE up.descendant_id = $1
              AND t.role = 'lead'
              AND (t.project_id, t.user_id) <> ($1, $2)
            LIMIT 1
            FOR SHARE OF t
            """;

    private static final String PUT = """
            INSERT INTO paliad.project_teams (project_id, user_id, role)
            VALUES ($1, $2, $3)
            ON CONFLICT (project_id, user_id) DO UPDATE SET role = EXCLUDED.role
            """;

    private static final String DELETE = """
            DELETE FROM paliad.project_teams
            WHERE project_id = $1 AND user_id = $2
            """;

    Uni<List<TeamMember>> list(SqlClient client, UUID projectId) {
        return client.preparedQuery(LIST).execute(Tuple.of(projectId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(TeamMember::of)
                .toList());
    }

    /** Nothing for a user who is not on the node's own team. */
    Uni<Optional<TeamMember>> find(SqlClient client, UUID projectId, UUID userId) {
        return one(client, FIND, projectId, userId);
    }

    /** As {@link #find}; nobody else changes the membership before this transaction ends. */
    Uni<Optional<TeamMember>> lock(SqlClient transaction, UUID projectId, UUID userId) {
        return one(transaction, LOCK, projectId, userId);
    }

    /** Whether the node is led, there or above, by more than that membership; if so, until this transaction ends. */
    Uni<Boolean> hasAnotherLead(SqlClient transaction, UUID projectId, UUID userId) {
        return transaction
                .preparedQuery(ANOTHER_LEAD)
                .execute(Tuple.of(projectId, userId))
                .map(rows -> rows.size() > 0);
    }

    Uni<Void> put(SqlClient transaction, UUID projectId, UUID userId, TeamRole role) {
        return transaction
                .preparedQuery(PUT)
                .execute(Tuple.of(projectId, userId, role.word()))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlClient transaction, UUID projectId, UUID userId) {
        return transaction
                .preparedQuery(DELETE)
                .execute(Tuple.of(projectId, userId))
                .replaceWithVoid();
    }

    private static Uni<Optional<TeamMember>> one(SqlClient client, String sql, UUID projectId, UUID userId) {
        return client.preparedQuery(sql).execute(Tuple.of(projectId, userId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(TeamMember::of)
                .findFirst());
    }
}
