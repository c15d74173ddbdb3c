package de.msbls.paliad.calendar.platform.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The keys in the database, and what was made under each. */
@ApplicationScoped
class IdempotencyKeyRepository {

    private static final String CLAIM = """
            INSERT INTO paliad.idempotency_keys (user_id, key, fingerprint)
            VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING
            """;

    private static final String SAVE = """
            UPDATE paliad.idempotency_keys
            SET resource_id = $3
            WHERE user_id = $1 AND key = $2
            """;

    private static final String FIND = """
            SELECT fingerprint, resource_id
            FROM paliad.idempotency_keys
            WHERE user_id = $1 AND key = $2
            """;

    /** Whether the key is this transaction's now. Waits for a transaction that has claimed it and is not over. */
    Uni<Boolean> claim(SqlClient transaction, IdempotencyKey key) {
        return transaction
                .preparedQuery(CLAIM)
                .execute(Tuple.of(key.userId(), key.text(), key.fingerprint()))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> save(SqlClient transaction, IdempotencyKey key, UUID resourceId) {
        return transaction
                .preparedQuery(SAVE)
                .execute(Tuple.of(key.userId(), key.text(), resourceId))
                .replaceWithVoid();
    }

    /** What was made under a key that could not be claimed; nothing when it was forgotten meanwhile. */
    Uni<Optional<Former>> find(SqlClient transaction, IdempotencyKey key) {
        return transaction
                .preparedQuery(FIND)
                .execute(Tuple.of(key.userId(), key.text()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Former(row.getString("fingerprint"), row.getUUID("resource_id")))
                        .findFirst());
    }

    /** A request that was carried out, and what it made. */
    record Former(String fingerprint, UUID resourceId) {}
}
