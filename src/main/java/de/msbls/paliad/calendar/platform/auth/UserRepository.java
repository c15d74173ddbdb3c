package de.msbls.paliad.calendar.platform.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The firm's table of users. */
@ApplicationScoped
class UserRepository {

    private static final String EXISTS = """
            SELECT EXISTS (SELECT FROM paliad.users WHERE id = $1)
            """;

    private static final String INSERT = """
            INSERT INTO paliad.users (id, email, display_name)
            VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING
            """;

    private static final String FIND = """
            SELECT id, email, display_name
            FROM paliad.users
            WHERE id = $1
            """;

    Uni<Boolean> exists(SqlClient client, UUID id) {
        return client.preparedQuery(EXISTS)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<Boolean> insert(SqlClient client, UUID id, String email, String displayName) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(id, email, displayName))
                .flatMap(inserted -> exists(client, id));
    }

    Uni<Me> find(SqlClient client, Caller caller) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(caller.id()))
                .map(rows -> rows.rowCount() == 0
                        ? Me.unknown(caller)
                        : Me.of(rows.iterator().next(), caller));
    }
}
