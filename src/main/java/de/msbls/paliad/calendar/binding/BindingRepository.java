package de.msbls.paliad.calendar.binding;

import static de.msbls.paliad.calendar.platform.database.Times.instant;

import de.msbls.paliad.calendar.binding.path.CalendarPath;
import de.msbls.paliad.calendar.platform.http.Versioned;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The bindings in the database. */
@ApplicationScoped
public class BindingRepository {

    static final String ONE_BINDING_PER_CALENDAR = "one_binding_per_calendar";

    private static final String SELECT = """
            SELECT b.id, b.user_id, b.calendar_path, b.display_name, b.scope_kind, b.scope_id, b.include_personal,
                   b.detail, b.enabled, CASE WHEN b.enabled THEN s.state ELSE 'paused' END AS state, s.error_code,
                   s.retry_at, s.last_sync_at, s.last_sync_error, b.created_at, b.updated_at, b.version
            FROM paliad.user_calendar_bindings b
            JOIN paliad.binding_sync_state s ON s.binding_id = b.id
            """;

    private static final String LIST = SELECT + """
            WHERE b.user_id = $1
            ORDER BY CASE b.scope_kind WHEN 'all_visible' THEN 0 WHEN 'personal_only' THEN 1 ELSE 2 END,
                     b.created_at, b.id
            """;

    private static final String FIND = SELECT + """
            WHERE b.id = $1 AND b.user_id = $2
            """;

    private static final String OWNER = """
            SELECT user_id
            FROM paliad.user_calendar_bindings
            WHERE id = $1
            """;

    private static final String LOCK = FIND + """
            FOR UPDATE OF b
            """;

    private static final String INSERT = """
            INSERT INTO paliad.user_calendar_bindings
                (user_id, calendar_path, calendar_key, display_name, scope_kind, scope_id, include_personal, detail,
                 enabled)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            RETURNING id
            """;

    private static final String UPDATE = """
            UPDATE paliad.user_calendar_bindings
            SET display_name = $2, scope_kind = $3, scope_id = $4, include_personal = $5, detail = $6, enabled = $7,
                version = version + 1, updated_at = clock_timestamp()
            WHERE id = $1
            """;

    private static final String MARK_USER_CHANGED_SCOPE = """
            UPDATE paliad.binding_sync_state
            SET scope_changes = scope_changes + 1, user_scope_change = scope_changes + 1
            WHERE binding_id = $1
            """;

    private static final String KEEP_REMOTE = """
            SELECT set_config('paliad.keep_remote', 'on', true)
            """;

    private static final String DELETE = """
            DELETE FROM paliad.user_calendar_bindings
            WHERE id = $1
            """;

    private static final String WAKE = """
            INSERT INTO paliad.captured_changes (kind, binding_id)
            VALUES ('binding', $1)
            """;

    private static final String WAKE_ACCOUNT = """
            INSERT INTO paliad.captured_changes (kind, account_id)
            SELECT 'account', account_id
            FROM paliad.user_caldav_config
            WHERE user_id = $1
            """;

    /** A refused password keeps its rest: tries that nobody hears of would lock the lawyer out. */
    private static final String END_BACK_OFF = """
            UPDATE paliad.caldav_leases lease
            SET not_before = '-infinity', due_at = now()
            FROM paliad.user_calendar_bindings binding
            JOIN paliad.user_caldav_config config ON config.user_id = binding.user_id
            JOIN paliad.caldav_account_state state ON state.account_id = config.account_id
            WHERE binding.id = $1
              AND lease.account_id = config.account_id
              AND state.state <> 'password_refused'
            """;

    private static final String HOME = """
            SELECT coalesce(home_url, server_url) AS home
            FROM paliad.user_caldav_config
            WHERE user_id = $1
            FOR SHARE
            """;

    private static final String KEYS = """
            SELECT id, calendar_key
            FROM paliad.user_calendar_bindings
            WHERE user_id = $1 AND calendar_key IS NOT NULL
            """;

    /** In the order of the API. */
    public Uni<List<Binding>> list(SqlClient client, UUID userId) {
        return client.preparedQuery(LIST).execute(Tuple.of(userId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(BindingRepository::binding)
                .toList());
    }

    /** Nothing for a binding that another user owns. */
    public Uni<Optional<Versioned<Binding>>> find(SqlClient client, UUID userId, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(id, userId)).map(BindingRepository::versioned);
    }

    /** As {@link #find}; nobody else changes the row before this transaction ends. */
    public Uni<Optional<Versioned<Binding>>> lock(SqlClient transaction, UUID userId, UUID id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(id, userId)).map(BindingRepository::versioned);
    }

    /** Whose binding it is. */
    public Uni<Optional<UUID>> owner(SqlClient client, UUID id) {
        return client.preparedQuery(OWNER).execute(Tuple.of(id)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> row.getUUID("user_id"))
                .findFirst());
    }

    /** Fails with a violation of {@link #ONE_BINDING_PER_CALENDAR} when the user has a binding on that calendar. */
    Uni<UUID> insert(SqlClient transaction, UUID userId, CalendarPath calendar, BindingSettings settings) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple(Arrays.asList(
                        userId,
                        calendar.path(),
                        calendar.key(),
                        settings.displayName(),
                        settings.scopeKind().word(),
                        settings.scopeId(),
                        settings.includePersonal(),
                        settings.detail().word(),
                        settings.enabled())))
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    Uni<Void> update(SqlClient transaction, UUID id, BindingSettings settings) {
        return transaction
                .preparedQuery(UPDATE)
                .execute(Tuple.tuple(Arrays.asList(
                        id,
                        settings.displayName(),
                        settings.scopeKind().word(),
                        settings.scopeId(),
                        settings.includePersonal(),
                        settings.detail().word(),
                        settings.enabled())))
                .replaceWithVoid();
    }

    /** The deletion guard lets pass what the owner herself asked for. */
    Uni<Void> markUserChangedScope(SqlClient transaction, UUID id) {
        return transaction
                .preparedQuery(MARK_USER_CHANGED_SCOPE)
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    /** Targets that this transaction drops leave no tombstones. */
    public Uni<Void> keepRemote(SqlClient transaction) {
        return transaction.query(KEEP_REMOTE).execute().replaceWithVoid();
    }

    Uni<Void> delete(SqlClient transaction, UUID id) {
        return transaction.preparedQuery(DELETE).execute(Tuple.of(id)).replaceWithVoid();
    }

    /** A worker looks at the binding at once, even where the account rests after a fault that may be over by now. */
    Uni<Void> wake(SqlClient transaction, UUID id) {
        return transaction
                .preparedQuery(WAKE)
                .execute(Tuple.of(id))
                .chain(() -> transaction.preparedQuery(END_BACK_OFF).execute(Tuple.of(id)))
                .replaceWithVoid();
    }

    /** A worker looks at the user's account as soon as its back-off allows; no slice is compared for it. */
    public Uni<Void> wakeAccount(SqlClient transaction, UUID userId) {
        return transaction.preparedQuery(WAKE_ACCOUNT).execute(Tuple.of(userId)).replaceWithVoid();
    }

    /** Where the user's calendars stand; the connection stays until this transaction ends. */
    Uni<Optional<URI>> home(SqlClient transaction, UUID userId) {
        return transaction.preparedQuery(HOME).execute(Tuple.of(userId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> URI.create(row.getString("home")))
                .findFirst());
    }

    /** The ids of the user's bindings by the key of their calendar. */
    Uni<Map<String, UUID>> keys(SqlClient client, UUID userId) {
        return client.preparedQuery(KEYS).execute(Tuple.of(userId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .collect(Collectors.toMap(row -> row.getString("calendar_key"), row -> row.getUUID("id"))));
    }

    private static Optional<Versioned<Binding>> versioned(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Versioned<>(binding(row), row.getLong("version")))
                .findFirst();
    }

    private static Binding binding(Row row) {
        return new Binding(
                row.getUUID("id"),
                row.getUUID("user_id"),
                row.getString("calendar_path"),
                row.getString("display_name"),
                ScopeKind.of(row.getString("scope_kind")),
                row.getUUID("scope_id"),
                row.getBoolean("include_personal"),
                Detail.of(row.getString("detail")),
                row.getBoolean("enabled"),
                row.getString("state"),
                row.getString("error_code"),
                instant(row.getOffsetDateTime("retry_at")),
                instant(row.getOffsetDateTime("last_sync_at")),
                row.getString("last_sync_error"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
