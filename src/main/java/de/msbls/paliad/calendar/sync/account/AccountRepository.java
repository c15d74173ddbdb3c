package de.msbls.paliad.calendar.sync.account;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.binding.ScopeKind;
import de.msbls.paliad.calendar.connection.Retirement;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.crypto.SealedPassword;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome;
import de.msbls.paliad.calendar.sync.outcome.BindingState;
import de.msbls.paliad.calendar.sync.outcome.Guard;
import de.msbls.paliad.calendar.sync.slice.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a tick needs of its account in one round trip; keeps what it found out of it, and forgets it when it is over. */
@ApplicationScoped
public class AccountRepository {

    private static final String LOAD = """
            SELECT account.account_id, account.user_id, account.server_url, account.username,
                   account.password_encrypted, account.data_key, account.home_url, account.retired, account.enabled,
                   state.failures, extract(epoch FROM now() - state.active_at)::float8 AS quiet_for,
                   coalesce(state.state = 'connected' AND state.failures = 0, false) AS settled,
                   EXISTS (SELECT FROM paliad.caldav_tombstones owed WHERE owed.account_id = account.account_id) AS owes,
                   known.honours_preconditions,
                   CASE WHEN known.probed_at > now() - make_interval(secs => $2) THEN known.sync_collection END
                       AS sync_collection,
                   known.probed_at IS NULL OR known.probed_at <= now() - make_interval(secs => $2) AS probe_due,
                   (SELECT coalesce(jsonb_agg(jsonb_build_object(
                               'id', binding.id,
                               'calendar_path', binding.calendar_path,
                               'display_name', binding.display_name,
                               'scope_kind', binding.scope_kind,
                               'scope_id', binding.scope_id,
                               'include_personal', binding.include_personal,
                               'detail', binding.detail,
                               'enabled', binding.enabled,
                               'scope_gone', binding.scope_id IS NOT NULL AND NOT EXISTS (
                                   SELECT FROM paliad.projects node
                                   WHERE node.id = binding.scope_id
                                     AND binding.scope_kind IN ('project', node.kind)),
                               'state', sync.state,
                               'failures', sync.failures,
                               'ctag', sync.ctag,
                               'sync_token', sync.sync_token,
                               'read_at', now(),
                               'put_since_token', EXISTS (
                                   SELECT FROM paliad.appointment_caldav_targets target
                                   WHERE target.binding_id = binding.id AND target.put_at > sync.sync_token_read_at),
                               'has_pending', EXISTS (
                                   SELECT FROM paliad.pending_appointments pending
                                   WHERE pending.binding_id = binding.id)
                                   OR EXISTS (
                                   SELECT FROM paliad.appointment_caldav_targets owed
                                   WHERE owed.binding_id = binding.id
                                     AND owed.base_version = 0
                                     AND owed.intent IS NULL
                                     AND owed.status = 'active'),
                               'scope_changes', sync.scope_changes,
                               'scope_changes_done', sync.scope_changes_done,
                               'user_changed_scope', sync.user_scope_change > sync.scope_changes_done,
                               'comparison_due', sync.scoped_at IS NULL
                                   OR sync.scoped_at < now() - make_interval(secs => $2),
                               'listing_due', sync.listed_at IS NULL
                                   OR sync.listed_at < now() - make_interval(secs => $2),
                               'never_listed', sync.listed_at IS NULL,
                               'adopting', sync.adopting,
                               'guard_direction', sync.guard_direction,
                               'guard_since', extract(epoch FROM sync.guard_since),
                               'guard_decision', sync.guard_decision,
                               'guard_decided_count', sync.guard_decided_count)
                           ORDER BY binding.created_at, binding.id), '[]')
                    FROM paliad.user_calendar_bindings binding
                    JOIN paliad.binding_sync_state sync ON sync.binding_id = binding.id
                    WHERE binding.user_id = account.user_id AND NOT account.retired) AS bindings
            FROM (SELECT account_id, user_id, server_url, username, password_encrypted, data_key, home_url,
                         false AS retired, enabled
                  FROM paliad.user_caldav_config
                  WHERE account_id = $1
                  UNION ALL
                  SELECT account_id, user_id, server_url, username, password_encrypted, data_key, home_url, true, true
                  FROM paliad.retired_caldav_accounts
                  WHERE account_id = $1) account
            LEFT JOIN paliad.caldav_account_state state ON state.account_id = account.account_id
            LEFT JOIN paliad.caldav_capabilities known ON known.account_id = account.account_id
            """;

    private static final String SAVE_HOME = """
            UPDATE paliad.user_caldav_config
            SET home_url = $2
            WHERE account_id = $1
            """;

    private static final String SAVE_CALENDAR = """
            UPDATE paliad.user_calendar_bindings
            SET calendar_path = $2, calendar_key = $3
            WHERE id = $1 AND calendar_path IS NULL
            """;

    private static final String FORGET_RETIRED = """
            WITH account AS (
                DELETE FROM paliad.retired_caldav_accounts WHERE account_id = $1
            ), state AS (
                DELETE FROM paliad.caldav_account_state WHERE account_id = $1
            ), known AS (
                DELETE FROM paliad.caldav_capabilities WHERE account_id = $1
            )
            DELETE FROM paliad.caldav_tombstones WHERE account_id = $1
            """;

    private static final String RETIREMENT_OVER = """
            SELECT NOT EXISTS (SELECT FROM paliad.caldav_tombstones WHERE account_id = $1)
                OR EXISTS (SELECT FROM paliad.retired_caldav_accounts
                           WHERE account_id = $1 AND retired_at < now() - make_interval(secs => $2)) AS over
            """;

    private final Pool pool;
    private final Duration completeInterval;

    AccountRepository(Pool pool, PaliadConfig config) {
        this.pool = pool;
        this.completeInterval = config.sync().completeInterval();
    }

    /** The account with its bindings, oldest first; NULL when it is neither connected nor retired any more. */
    public Uni<@Nullable SyncAccount> load(UUID account) {
        return pool.preparedQuery(LOAD)
                .execute(Tuple.of(account, (double) completeInterval.toSeconds()))
                .map(AccountRepository::account);
    }

    public Uni<Void> saveHome(SqlClient transaction, UUID account, URI home) {
        return transaction
                .preparedQuery(SAVE_HOME)
                .execute(Tuple.of(account, home.toString()))
                .replaceWithVoid();
    }

    /** Gives a binding the calendar that was made for it. */
    public Uni<Void> saveCalendar(SqlClient transaction, UUID binding, String path, String key) {
        return transaction
                .preparedQuery(SAVE_CALENDAR)
                .execute(Tuple.of(binding, path, key))
                .replaceWithVoid();
    }

    /** Whether a retired account owes nothing more, or has been retired for as long as one may be. */
    public Uni<Boolean> retirementOver(UUID account) {
        return pool.preparedQuery(RETIREMENT_OVER)
                .execute(Tuple.of(account, (double) Retirement.LONGEST.toSeconds()))
                .map(rows -> rows.iterator().next().getBoolean("over"));
    }

    public Uni<Void> forgetRetired(SqlClient transaction, UUID account) {
        return transaction
                .preparedQuery(FORGET_RETIRED)
                .execute(Tuple.of(account))
                .replaceWithVoid();
    }

    private static @Nullable SyncAccount account(RowSet<Row> rows) {
        if (rows.rowCount() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        UUID user = row.getUUID("user_id");
        String home = row.getString("home_url");
        Integer failures = row.getInteger("failures");
        Double quietFor = row.getDouble("quiet_for");
        return new SyncAccount(
                row.getUUID("account_id"),
                user,
                URI.create(row.getString("server_url")),
                row.getString("username"),
                password(row),
                home == null ? null : URI.create(home),
                row.getBoolean("retired"),
                row.getBoolean("enabled"),
                row.getBoolean("settled"),
                row.getBoolean("owes"),
                quietFor == null ? Duration.ZERO : Duration.ofMillis((long) (quietFor * 1000)),
                failures == null ? 0 : failures,
                new Capabilities(
                        row.getBoolean("sync_collection"),
                        row.getBoolean("honours_preconditions"),
                        row.getBoolean("probe_due")),
                bindings(user, row.get(JsonArray.class, "bindings")));
    }

    private static @Nullable SealedPassword password(Row row) {
        Buffer dataKey = row.getBuffer("data_key");
        Buffer sealed = row.getBuffer("password_encrypted");
        return dataKey == null || sealed == null ? null : new SealedPassword(dataKey.getBytes(), sealed.getBytes());
    }

    private static List<SyncBinding> bindings(UUID user, JsonArray rows) {
        return rows.stream()
                .map(JsonObject.class::cast)
                .map(row -> binding(user, row))
                .toList();
    }

    private static SyncBinding binding(UUID user, JsonObject row) {
        String scopeId = row.getString("scope_id");
        return new SyncBinding(
                UUID.fromString(row.getString("id")),
                row.getString("calendar_path"),
                row.getString("display_name"),
                new Scope(
                        user,
                        ScopeKind.of(row.getString("scope_kind")),
                        scopeId == null ? null : UUID.fromString(scopeId),
                        row.getBoolean("include_personal")),
                Detail.of(row.getString("detail")),
                row.getBoolean("enabled"),
                row.getBoolean("scope_gone"),
                BindingState.of(row.getString("state")),
                row.getInteger("failures"),
                row.getString("ctag"),
                row.getString("sync_token"),
                OffsetDateTime.parse(row.getString("read_at")),
                row.getBoolean("put_since_token"),
                row.getBoolean("has_pending"),
                row.getLong("scope_changes"),
                row.getLong("scope_changes_done"),
                row.getBoolean("user_changed_scope"),
                row.getBoolean("comparison_due"),
                row.getBoolean("listing_due"),
                row.getBoolean("never_listed"),
                row.getBoolean("adopting"),
                guard(row));
    }

    private static @Nullable Guard guard(JsonObject row) {
        String direction = row.getString("guard_direction");
        if (direction == null) {
            return null;
        }
        String decision = row.getString("guard_decision");
        Integer decidedCount = row.getInteger("guard_decided_count");
        return new Guard(
                BindingOutcome.Held.Direction.of(direction),
                Instant.ofEpochSecond(row.getDouble("guard_since").longValue()),
                decision == null ? null : Guard.Decision.of(decision),
                decidedCount == null ? 0 : decidedCount);
    }
}
