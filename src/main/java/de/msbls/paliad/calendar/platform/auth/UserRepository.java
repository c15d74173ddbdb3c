package de.msbls.paliad.calendar.platform.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The firm's table of users. */
@ApplicationScoped
class UserRepository {

    /** The row stays until the transaction ends, so that what belongs to the user finds it there. */
    private static final String HOLD = """
            SELECT id
            FROM paliad.users
            WHERE id = $1
            FOR KEY SHARE
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

    Uni<Boolean> exists(SqlClient transaction, UUID id) {
        return transaction.preparedQuery(HOLD).execute(Tuple.of(id)).map(rows -> rows.rowCount() == 1);
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
