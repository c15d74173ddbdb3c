package de.msbls.paliad.calendar.connection;

import static de.msbls.paliad.calendar.platform.database.Times.instant;

import de.msbls.paliad.calendar.binding.path.CalendarPath;
import de.msbls.paliad.calendar.platform.crypto.SealedPassword;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The connections in the database. */
@ApplicationScoped
public class ConnectionRepository {

    private static final String SHOW = """
            SELECT c.server_url, c.username, c.enabled, CASE WHEN c.enabled THEN a.state ELSE 'paused' END AS state,
                   a.error_code, a.retry_at,
                   greatest(c.last_sync_at, (SELECT max(state.last_sync_at)
                                             FROM paliad.user_calendar_bindings b
                                             JOIN paliad.binding_sync_state state ON state.binding_id = b.id
                                             WHERE b.user_id = c.user_id)) AS last_sync_at,
                   c.last_sync_error,
                   (SELECT b.calendar_path
                    FROM paliad.user_calendar_bindings b
                    WHERE b.user_id = c.user_id AND b.scope_kind = 'all_visible' AND b.enabled
                    ORDER BY b.created_at, b.id
                    LIMIT 1) AS calendar_path
            FROM paliad.user_caldav_config c
            JOIN paliad.caldav_account_state a ON a.account_id = c.account_id
            WHERE c.user_id = $1
            """;

    private static final String FIND = """
            SELECT account_id, server_url, username, password_encrypted, data_key, home_url, enabled
            FROM paliad.user_caldav_config
            WHERE user_id = $1
            """;

    private static final String LOCK = FIND + """
            FOR UPDATE
            """;

    private static final String INSERT = """
            INSERT INTO paliad.user_caldav_config
                (user_id, server_url, username, password_encrypted, data_key, calendar_path, enabled)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (user_id) DO NOTHING
            RETURNING account_id
            """;

    private static final String INSERT_FIRST_BINDING = """
            INSERT INTO paliad.user_calendar_bindings (user_id, calendar_path, calendar_key, display_name, scope_kind)
            SELECT $1, $2, $3, 'Paliad', 'all_visible'
            WHERE NOT EXISTS (SELECT FROM paliad.user_calendar_bindings
                              WHERE user_id = $1 AND scope_kind = 'all_visible')
            ON CONFLICT DO NOTHING
            RETURNING id
            """;

    /** A new path may lead discovery elsewhere, so the home is found anew. */
    private static final String UPDATE = """
            UPDATE paliad.user_caldav_config
            SET home_url = CASE WHEN server_url = $2 THEN home_url END, server_url = $2, enabled = $3, updated_at = now()
            WHERE user_id = $1
            """;

    private static final String UPDATE_PASSWORD = """
            UPDATE paliad.user_caldav_config
            SET password_encrypted = $2, data_key = $3
            WHERE user_id = $1
            """;

    private static final String FORGET_FAILURES = """
            UPDATE paliad.caldav_account_state
            SET state = 'pending', error_code = NULL, retry_at = NULL, failures = 0
            WHERE account_id = $1
            """;

    private static final String MAKE_DUE = """
            UPDATE paliad.caldav_leases
            SET fence = fence + 1, not_before = '-infinity', due_at = now()
            WHERE account_id = $1
            """;

    private static final String FORGET_ETAGS = """
            UPDATE paliad.appointment_caldav_targets
            SET etag = NULL
            WHERE account_id = $1
            """;

    private static final String LIST_ANEW = """
            UPDATE paliad.binding_sync_state state
            SET ctag = NULL, sync_token = NULL, listed_at = NULL
            FROM paliad.user_calendar_bindings binding
            JOIN paliad.user_caldav_config config USING (user_id)
            WHERE config.account_id = $1 AND state.binding_id = binding.id
            """;

    private static final String WAKE = """
            INSERT INTO paliad.captured_changes (kind, account_id)
            SELECT 'account', account_id
            FROM paliad.user_caldav_config
            WHERE user_id = $1
            """;

    /** A tick that still runs on the account records nothing more: its results belong to a connection that was. */
    private static final String FENCE_OFF = """
            UPDATE paliad.caldav_leases lease
            SET fence = fence + 1
            FROM paliad.user_caldav_config config
            WHERE config.user_id = $1 AND lease.account_id = config.account_id
            """;

    private static final String LOCK_BINDINGS = """
            SELECT id
            FROM paliad.user_calendar_bindings
            WHERE user_id = $1
            ORDER BY id
            FOR UPDATE
            """;

    private static final String DROP_TARGETS = """
            DELETE FROM paliad.appointment_caldav_targets t
            USING paliad.user_calendar_bindings b
            WHERE b.id = t.binding_id AND b.user_id = $1
            """;

    private static final String UNBIND_CALENDARS = """
            UPDATE paliad.user_calendar_bindings
            SET calendar_path = NULL, calendar_key = NULL
            WHERE user_id = $1
            """;

    private static final String FORGET_CALENDARS = """
            UPDATE paliad.binding_sync_state s
            SET state = 'choose_calendar', error_code = NULL, retry_at = NULL, failures = 0, ctag = NULL,
                sync_token = NULL, listed_at = NULL, adopting = false, guard_direction = NULL, guard_count = NULL,
                guard_since = NULL, scope_changes = scope_changes + 1
            FROM paliad.user_calendar_bindings b
            WHERE b.id = s.binding_id AND b.user_id = $1
            """;

    private static final String MOVE = """
            UPDATE paliad.user_caldav_config
            SET account_id = gen_random_uuid(), server_url = $2, username = $3, password_encrypted = $4, data_key = $5,
                home_url = NULL, calendar_path = NULL, enabled = $6, last_sync_at = NULL, last_sync_error = NULL,
                updated_at = now()
            WHERE user_id = $1
            RETURNING account_id
            """;

    private static final String DELETE_BINDINGS = """
            DELETE FROM paliad.user_calendar_bindings
            WHERE user_id = $1
            """;

    private static final String DELETE = """
            DELETE FROM paliad.user_caldav_config
            WHERE user_id = $1
            """;

    private static final String REMEMBER_HOME = """
            UPDATE paliad.user_caldav_config
            SET home_url = $2
            WHERE account_id = $1 AND home_url IS NULL
            """;

    /** As the API shows it. */
    public Uni<Optional<Connection>> show(SqlClient client, UUID userId) {
        return client.preparedQuery(SHOW)
                .execute(Tuple.of(userId))
                .map(rows -> first(rows, ConnectionRepository::connection));
    }

    public Uni<Optional<StoredConnection>> find(SqlClient client, UUID userId) {
        return client.preparedQuery(FIND).execute(Tuple.of(userId)).map(rows -> first(rows, StoredConnection::of));
    }

    /** As {@link #find}; nobody else changes the connection or adds a binding before this transaction ends. */
    Uni<Optional<StoredConnection>> lock(SqlClient transaction, UUID userId) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(userId)).map(rows -> first(rows, StoredConnection::of));
    }

    /** @return the new account's id; nothing when another request has made one meanwhile */
    Uni<Optional<UUID>> insert(
            SqlClient transaction, UUID userId, PutConnection request, SealedPassword password, @Nullable String path) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple(Arrays.asList(
                        userId,
                        request.serverUrl(),
                        request.username(),
                        Buffer.buffer(password.ciphertext()),
                        Buffer.buffer(password.dataKey()),
                        path,
                        request.isEnabled())))
                .map(rows -> first(rows, row -> row.getUUID("account_id")));
    }

    /**
     * Everything that is visible, on that calendar, else on one that the first tick makes.
     *
     * @return the new binding's id; nothing when there is such a binding already
     */
    Uni<Optional<UUID>> insertFirstBinding(SqlClient transaction, UUID userId, @Nullable CalendarPath calendar) {
        return transaction
                .preparedQuery(INSERT_FIRST_BINDING)
                .execute(Tuple.tuple(Arrays.asList(
                        userId, calendar == null ? null : calendar.path(), calendar == null ? null : calendar.key())))
                .map(rows -> first(rows, row -> row.getUUID("id")));
    }

    Uni<Void> update(SqlClient transaction, UUID userId, PutConnection request) {
        return run(transaction, UPDATE, userId, request.serverUrl(), request.isEnabled());
    }

    /**
     * A tick that runs with the old password records nothing more. With the new one the account's failures are forgotten,
     * and it is due at once.
     */
    Uni<Void> updatePassword(SqlClient transaction, UUID userId, UUID accountId, SealedPassword password) {
        return run(
                        transaction,
                        UPDATE_PASSWORD,
                        userId,
                        Buffer.buffer(password.ciphertext()),
                        Buffer.buffer(password.dataKey()))
                .chain(() -> run(transaction, FORGET_FAILURES, accountId))
                .chain(() -> run(transaction, MAKE_DUE, accountId));
    }

    /** Nobody knows any more what both sides agreed on: every object is looked at once, whatever its etag. */
    Uni<Void> lookAtAll(SqlClient transaction, UUID accountId) {
        return run(transaction, FORGET_ETAGS, accountId).chain(() -> run(transaction, LIST_ANEW, accountId));
    }

    Uni<Void> wake(SqlClient transaction, UUID userId) {
        return run(transaction, WAKE, userId);
    }

    /**
     * Points the connection elsewhere: a new account. What the old one owes goes on under its own id, and the bindings
     * wait for a calendar of the new one.
     *
     * @return the new account's id
     */
    Uni<UUID> move(SqlClient transaction, UUID userId, PutConnection request, SealedPassword password) {
        return run(transaction, FENCE_OFF, userId)
                .chain(() -> run(transaction, LOCK_BINDINGS, userId))
                .chain(() -> run(transaction, DROP_TARGETS, userId))
                .chain(() -> run(transaction, UNBIND_CALENDARS, userId))
                .chain(() -> run(transaction, FORGET_CALENDARS, userId))
                .chain(() -> transaction
                        .preparedQuery(MOVE)
                        .execute(Tuple.of(
                                userId,
                                request.serverUrl(),
                                request.username(),
                                Buffer.buffer(password.ciphertext()),
                                Buffer.buffer(password.dataKey()),
                                request.isEnabled())))
                .map(rows -> rows.iterator().next().getUUID("account_id"));
    }

    /** @return the bindings that went with it */
    Uni<List<UUID>> delete(SqlClient transaction, UUID userId) {
        return run(transaction, FENCE_OFF, userId)
                .chain(() -> transaction.preparedQuery(LOCK_BINDINGS).execute(Tuple.of(userId)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .toList())
                .call(() -> run(transaction, DELETE_BINDINGS, userId))
                .call(() -> run(transaction, DELETE, userId));
    }

    public Uni<Void> rememberHome(SqlClient client, UUID accountId, URI home) {
        return run(client, REMEMBER_HOME, accountId, home.toString());
    }

    private static Uni<Void> run(SqlClient client, String sql, Object... values) {
        return client.preparedQuery(sql)
                .execute(Tuple.tuple(Arrays.asList(values)))
                .replaceWithVoid();
    }

    private static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> mapper) {
        return StreamSupport.stream(rows.spliterator(), false).map(mapper).findFirst();
    }

    private static Connection connection(Row row) {
        return new Connection(
                row.getString("server_url"),
                row.getString("username"),
                row.getString("calendar_path"),
                row.getBoolean("enabled"),
                row.getString("state"),
                row.getString("error_code"),
                instant(row.getOffsetDateTime("retry_at")),
                instant(row.getOffsetDateTime("last_sync_at")),
                row.getString("last_sync_error"));
    }
}
