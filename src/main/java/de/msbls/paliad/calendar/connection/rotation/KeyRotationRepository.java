package de.msbls.paliad.calendar.connection.rotation;

import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The wrapped data keys of all accounts. */
@ApplicationScoped
class KeyRotationRepository {

    private static final String NOT_BEGINNING_WITH = """
            SELECT account_id, user_id, server_url, data_key
            FROM (SELECT account_id, user_id, server_url, data_key
                  FROM paliad.user_caldav_config
                  UNION ALL
                  SELECT account_id, user_id, server_url, data_key
                  FROM paliad.retired_caldav_accounts) account
            WHERE account_id > $1
              AND data_key IS NOT NULL
              AND substring(data_key FROM 1 FOR length($2::bytea)) <> $2
            ORDER BY account_id
            LIMIT $3
            """;

    /** An account that retires meanwhile takes its old key along: another pass finds it. */
    private static final String REPLACE = """
            WITH given AS (
                SELECT *
                FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS given (account_id, old, rewrapped)
            ), connected AS (
                UPDATE paliad.user_caldav_config account
                SET data_key = given.rewrapped
                FROM given
                WHERE account.account_id = given.account_id AND account.data_key = given.old
                RETURNING account.account_id
            ), retired AS (
                UPDATE paliad.retired_caldav_accounts account
                SET data_key = given.rewrapped
                FROM given
                WHERE account.account_id = given.account_id AND account.data_key = given.old
                RETURNING account.account_id
            )
            SELECT account_id FROM connected UNION ALL SELECT account_id FROM retired
            """;

    private final Pool pool;

    KeyRotationRepository(Pool pool) {
        this.pool = pool;
    }

    /** Those whose bytes begin otherwise, of the accounts after that one. */
    Uni<List<WrappedKey>> notBeginningWith(byte[] mark, UUID after, int most) {
        return pool.preparedQuery(NOT_BEGINNING_WITH)
                .execute(Tuple.of(after, Buffer.buffer(mark), most))
                .map(rows -> {
                    List<WrappedKey> keys = new ArrayList<>(rows.rowCount());
                    rows.forEach(row -> keys.add(key(row)));
                    return keys;
                });
    }

    /** @return how many were still the same */
    Uni<Integer> replace(List<WrappedKey> old, List<Buffer> rewrapped) {
        return pool.preparedQuery(REPLACE)
                .execute(Tuple.of(
                        old.stream().map(WrappedKey::accountId).toArray(UUID[]::new),
                        old.stream().map(WrappedKey::bytes).toArray(Buffer[]::new),
                        rewrapped.toArray(Buffer[]::new)))
                .map(RowSet::rowCount);
    }

    private static WrappedKey key(Row row) {
        return new WrappedKey(
                row.getUUID("account_id"),
                KeyOwner.of(row.getUUID("user_id"), URI.create(row.getString("server_url"))),
                row.getBuffer("data_key").getDelegate());
    }
}
