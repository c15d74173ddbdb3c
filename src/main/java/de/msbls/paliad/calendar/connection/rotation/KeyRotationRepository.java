package de.msbls.paliad.calendar.connection.rotation;

import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
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
            WITH connected AS (
                UPDATE paliad.user_caldav_config
                SET data_key = $3
                WHERE account_id = $1 AND data_key = $2
                RETURNING account_id
            ), retired AS (
                UPDATE paliad.retired_caldav_accounts
                SET data_key = $3
                WHERE account_id = $1 AND data_key = $2
                RETURNING account_id
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

    /** @return whether it was still the same */
    Uni<Boolean> replace(WrappedKey old, byte[] rewrapped) {
        return pool.preparedQuery(REPLACE)
                .execute(Tuple.of(old.accountId(), old.bytes(), Buffer.buffer(rewrapped)))
                .map(rows -> rows.rowCount() > 0);
    }

    private static WrappedKey key(Row row) {
        return new WrappedKey(
                row.getUUID("account_id"),
                KeyOwner.of(row.getUUID("user_id"), URI.create(row.getString("server_url"))),
                row.getBuffer("data_key").getDelegate());
    }
}
