package de.msbls.paliad.calendar.administration.connection;

import static de.msbls.paliad.calendar.platform.database.Times.instant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** The firm's connections in the database. */
@ApplicationScoped
class TroubledConnectionRepository {

    /** A URL of the first generation may have credentials before its host. */
    private static final String SEARCH = """
            SELECT connection.user_id, owner.display_name, owner.email,
                   regexp_replace(paliad.host_of(connection.server_url), '^.*@', '') AS server_host, connection.state,
                   connection.error_code, connection.retry_at, connection.since
            FROM (SELECT config.user_id, config.server_url,
                         CASE WHEN config.enabled THEN account.state ELSE 'paused' END AS state, account.error_code,
                         account.retry_at, CASE WHEN config.enabled THEN account.state_since END AS since
                  FROM paliad.user_caldav_config config
                  JOIN paliad.caldav_account_state account ON account.account_id = config.account_id) connection
            JOIN paliad.users owner ON owner.id = connection.user_id
            WHERE connection.state = ANY ($1::text[])
              AND ($2::text IS NULL OR (owner.display_name, owner.id) > ($2::text, $3::uuid))
            ORDER BY owner.display_name, owner.id
            LIMIT $4
            """;

    /** By the names of their owners; one more than a page has. */
    Uni<List<TroubledConnection>> search(SqlClient client, TroubledConnectionSearch search) {
        TroubledConnectionSearch.Position after = search.after();
        return client.preparedQuery(SEARCH)
                .execute(Tuple.tuple(Arrays.asList(
                        search.states().toArray(String[]::new),
                        after == null ? null : after.displayName(),
                        after == null ? null : after.userId(),
                        search.limit() + 1)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TroubledConnectionRepository::connection)
                        .toList());
    }

    private static TroubledConnection connection(Row row) {
        return new TroubledConnection(
                row.getUUID("user_id"),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("server_host"),
                row.getString("state"),
                row.getString("error_code"),
                instant(row.getOffsetDateTime("retry_at")),
                instant(row.getOffsetDateTime("since")));
    }
}
