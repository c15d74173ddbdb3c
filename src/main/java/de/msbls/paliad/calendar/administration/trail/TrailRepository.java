package de.msbls.paliad.calendar.administration.trail;

import de.msbls.paliad.calendar.audit.Act;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** The audit trail in the database, as an admin may read it. */
@ApplicationScoped
class TrailRepository {

    private static final String SEARCH = """
            SELECT id, at, actor_id, as_admin, user_id, act, resource_id, fields, details || texts AS details
            FROM paliad.audit_trail
            WHERE ($1::uuid IS NULL OR user_id = $1)
              AND ($2::timestamptz IS NULL OR at >= $2)
              AND ($3::timestamptz IS NULL OR at < $3)
              AND ($4::timestamptz IS NULL OR (at, id) < ($4::timestamptz, $5::bigint))
            ORDER BY at DESC, id DESC
            LIMIT $6
            """;

    /** Newest first; one more than a page has. */
    Uni<List<TrailEntry>> search(SqlClient client, TrailSearch search) {
        TrailSearch.Position after = search.after();
        return client.preparedQuery(SEARCH)
                .execute(Tuple.tuple(Arrays.asList(
                        search.userId(),
                        search.from(),
                        search.to(),
                        after == null ? null : after.at(),
                        after == null ? null : after.id(),
                        search.limit() + 1)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TrailRepository::entry)
                        .toList());
    }

    private static TrailEntry entry(Row row) {
        return new TrailEntry(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("actor_id"),
                row.getBoolean("as_admin"),
                row.getUUID("user_id"),
                Act.of(row.getString("act")),
                row.getUUID("resource_id"),
                List.of(row.getArrayOfStrings("fields")),
                row.getJsonObject("details").getMap());
    }
}
