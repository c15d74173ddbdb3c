package de.msbls.paliad.calendar.sync.outcome;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes how a tick ended, for each binding and for the account. */
@ApplicationScoped
public class OutcomeRepository {

    private static final String SAVE_BINDING = """
            UPDATE paliad.binding_sync_state
            SET state = CASE WHEN $2 = 'in_sync' AND refused.present THEN 'items_refused' ELSE $2 END,
                error_code = CASE WHEN $2 = 'in_sync' AND refused.present THEN 'items_refused' ELSE $3 END,
                last_sync_error = $4,
                last_sync_at = now(),
                retry_at = now() + make_interval(secs => $5),
                failures = CASE WHEN $3::text IS NULL THEN 0 ELSE failures + 1 END,
                ctag = CASE WHEN $6 THEN $7 ELSE ctag END,
                sync_token = CASE WHEN $6 THEN $8 ELSE sync_token END,
                sync_token_read_at = coalesce($14, sync_token_read_at),
                listed_at = CASE WHEN $9 THEN now() ELSE listed_at END,
                adopting = adopting AND NOT $9,
                scope_changes_done = coalesce($10, scope_changes_done),
                scoped_at = CASE WHEN $10::bigint IS NULL THEN scoped_at ELSE now() END,
                guard_direction = CASE WHEN $6 THEN $11 ELSE guard_direction END,
                guard_count = CASE WHEN $6 THEN $12 ELSE guard_count END,
                guard_since = CASE WHEN NOT $6 THEN guard_since
                                   WHEN $11::text IS NULL THEN NULL
                                   WHEN guard_direction = $11 THEN coalesce(guard_since, now())
                                   ELSE now() END,
                guard_decision = CASE WHEN $6 AND guard_decision IS NOT DISTINCT FROM $13 THEN NULL ELSE guard_decision END
            FROM (SELECT EXISTS (SELECT FROM paliad.appointment_caldav_targets
                                 WHERE binding_id = $1 AND status = 'quarantined')
                      OR EXISTS (SELECT FROM paliad.pending_appointments
                                 WHERE binding_id = $1 AND not_before IS NOT NULL) AS present) refused
            WHERE binding_id = $1
            """;

    private static final String SAVE_ACCOUNT = """
            INSERT INTO paliad.caldav_account_state (account_id, state, error_code, retry_at, failures)
            VALUES ($1, $2, $3, now() + make_interval(secs => $4), $5)
            ON CONFLICT (account_id) DO UPDATE
            SET state = EXCLUDED.state,
                error_code = EXCLUDED.error_code,
                retry_at = EXCLUDED.retry_at,
                failures = EXCLUDED.failures,
                active_at = CASE WHEN $6 THEN now() ELSE caldav_account_state.active_at END
            """;

    private static final String ROLL_UP = """
            UPDATE paliad.user_caldav_config
            SET last_sync_at = now(), last_sync_error = $2
            WHERE account_id = $1
            """;

    public Uni<Void> saveBinding(SqlClient transaction, BindingOutcome outcome) {
        Tuple columns = Tuple.tuple()
                .addUUID(outcome.bindingId())
                .addString(outcome.state().word())
                .addString(outcome.errorCode())
                .addString(outcome.error())
                .addDouble(seconds(outcome.retryIn()));
        return transaction
                .preparedQuery(SAVE_BINDING)
                .execute(addSeen(columns, outcome.seen()))
                .replaceWithVoid();
    }

    private static Tuple addSeen(Tuple columns, BindingOutcome.@Nullable Seen seen) {
        if (seen == null) {
            return columns.addBoolean(false)
                    .addString(null)
                    .addString(null)
                    .addBoolean(false)
                    .addLong(null)
                    .addString(null)
                    .addInteger(null)
                    .addString(null)
                    .addOffsetDateTime(null);
        }
        BindingOutcome.Held held = seen.held();
        Guard.Decision considered = seen.considered();
        return columns.addBoolean(true)
                .addString(seen.ctag())
                .addString(seen.syncToken())
                .addBoolean(seen.listedWhole())
                .addLong(seen.comparedUpTo())
                .addString(held == null ? null : held.direction().word())
                .addInteger(held == null ? null : held.count())
                .addString(considered == null ? null : considered.word())
                .addOffsetDateTime(seen.tokenReadAt());
    }

    public Uni<Void> saveAccount(SqlClient transaction, UUID account, AccountOutcome outcome) {
        return transaction
                .preparedQuery(SAVE_ACCOUNT)
                .execute(Tuple.of(
                        account,
                        outcome.state().word(),
                        outcome.errorCode(),
                        seconds(outcome.retryIn()),
                        outcome.failures(),
                        outcome.active()))
                .chain(() -> transaction.preparedQuery(ROLL_UP).execute(Tuple.of(account, outcome.worstError())))
                .replaceWithVoid();
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }
}
