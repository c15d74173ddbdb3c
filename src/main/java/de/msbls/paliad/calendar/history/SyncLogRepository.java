package de.msbls.paliad.calendar.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The log of ticks in the database, as its user may read it. */
@ApplicationScoped
class SyncLogRepository {

    private static final String SEARCH = """
            SELECT id, binding_id, first_at, last_at, tick_count, items_pushed, items_pulled, items_deleted, error_code,
                   error
            FROM paliad.caldav_sync_log
            WHERE user_id = $1
              AND ($2::uuid IS NULL OR binding_id = $2)
              AND ($3::bigint IS NULL OR id < $3)
            ORDER BY id DESC
            LIMIT $4
            """;

    /** Newest first; one more than a page has. */
    Uni<List<SyncLogEntry>> search(SqlClient client, UUID userId, SyncLogSearch search) {
        return client.preparedQuery(SEARCH)
                .execute(Tuple.tuple(Arrays.asList(userId, search.bindingId(), search.before(), search.limit() + 1)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SyncLogRepository::entry)
                        .toList());
    }

    private static SyncLogEntry entry(Row row) {
        return new SyncLogEntry(
                row.getLong("id"),
                row.getUUID("binding_id"),
                row.getOffsetDateTime("first_at").toInstant(),
                row.getOffsetDateTime("last_at").toInstant(),
                row.getInteger("tick_count"),
                row.getInteger("items_pushed"),
                row.getInteger("items_pulled"),
                row.getInteger("items_deleted"),
                row.getString("error_code"),
                row.getString("error"));
    }
}
