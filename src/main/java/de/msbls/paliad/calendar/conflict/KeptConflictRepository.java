package de.msbls.paliad.calendar.conflict;

import static de.msbls.paliad.calendar.platform.database.Times.instant;

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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The conflicts that the sync has kept, each its owner's alone. */
@ApplicationScoped
class KeptConflictRepository {

    private static final String SELECT = """
            SELECT id, binding_id, appointment_id, cause, fields, remote, nullif(database, '{}') AS database, created_at,
                   resolved_at, resolution
            FROM paliad.caldav_conflicts
            WHERE user_id = $1
            """;

    /** ($4, $5): the last row of the page before. */
    private static final String SEARCH = SELECT + """
              AND ($2::uuid IS NULL OR binding_id = $2)
              AND ($3::boolean IS NULL OR (resolved_at IS NOT NULL) = $3)
              AND ($4::timestamptz IS NULL OR (created_at <= $4 AND (created_at < $4 OR id > $5::uuid)))
            ORDER BY created_at DESC, id
            LIMIT $6
            """;

    private static final String FIND = SELECT + """
              AND id = $2
            """;

    private static final String LOCK = FIND + """
            FOR UPDATE
            """;

    private static final String RESOLVE = """
            UPDATE paliad.caldav_conflicts
            SET resolution = $2, resolved_at = clock_timestamp()
            WHERE id = $1
            """;

    /** Newest first; one more than a page has. */
    Uni<List<SyncConflict>> search(SqlClient client, UUID userId, ConflictSearch search) {
        ConflictSearch.Position after = search.after();
        return client.preparedQuery(SEARCH)
                .execute(Tuple.tuple(Arrays.asList(
                        userId,
                        search.bindingId(),
                        search.resolved(),
                        after == null ? null : after.createdAt(),
                        after == null ? null : after.id(),
                        search.limit() + 1)))
                .map(rows -> conflicts(rows).toList());
    }

    /** Nothing for a conflict that another user has. */
    Uni<Optional<SyncConflict>> find(SqlClient client, UUID userId, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(userId, id)).map(rows -> conflicts(rows)
                .findFirst());
    }

    /** As {@link #find}; nobody else resolves it before this transaction ends. */
    Uni<Optional<SyncConflict>> lock(SqlClient transaction, UUID userId, UUID id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(userId, id)).map(rows -> conflicts(rows)
                .findFirst());
    }

    Uni<Void> resolve(SqlClient transaction, UUID id, Resolution resolution) {
        return transaction
                .preparedQuery(RESOLVE)
                .execute(Tuple.of(id, resolution.word()))
                .replaceWithVoid();
    }

    private static Stream<SyncConflict> conflicts(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(KeptConflictRepository::conflict);
    }

    private static SyncConflict conflict(Row row) {
        return new SyncConflict(
                row.getUUID("id"),
                row.getUUID("binding_id"),
                row.getUUID("appointment_id"),
                ConflictCause.of(row.getString("cause")),
                Stream.of(row.getArrayOfStrings("fields"))
                        .map(ConflictField::ofStored)
                        .toList(),
                ConflictVersion.of(row.getJsonObject("remote")),
                row.getJsonObject("database") == null ? null : ConflictVersion.of(row.getJsonObject("database")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("resolved_at")),
                Resolution.of(row.getString("resolution")));
    }
}
