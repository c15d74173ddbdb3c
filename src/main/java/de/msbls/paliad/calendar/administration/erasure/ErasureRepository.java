package de.msbls.paliad.calendar.administration.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the sync has kept of a user beyond what it works with. */
@ApplicationScoped
class ErasureRepository {

    /** A user whom the firm has deleted may still be told of in the trail. */
    private static final String KNOWN = """
            SELECT EXISTS (SELECT FROM paliad.users WHERE id = $1)
                OR EXISTS (SELECT FROM paliad.audit_trail WHERE user_id = $1) AS known
            """;

    private static final String ERASE = """
            WITH conflicts AS (
                DELETE FROM paliad.caldav_conflicts WHERE user_id = $1 RETURNING 1
            ), log AS (
                DELETE FROM paliad.caldav_sync_log WHERE user_id = $1 RETURNING 1
            )
            SELECT (SELECT count(*) FROM conflicts) AS conflicts, (SELECT count(*) FROM log) AS log_entries
            """;

    Uni<Boolean> isKnown(SqlClient client, UUID userId) {
        return client.preparedQuery(KNOWN)
                .execute(Tuple.of(userId))
                .map(rows -> rows.iterator().next().getBoolean("known"));
    }

    Uni<Erased> erase(SqlClient transaction, UUID userId) {
        return transaction
                .preparedQuery(ERASE)
                .execute(Tuple.of(userId))
                .map(rows -> rows.iterator().next())
                .map(row -> new Erased(row.getLong("conflicts"), row.getLong("log_entries")));
    }

    /** How much went. */
    record Erased(long conflicts, long logEntries) {}
}
