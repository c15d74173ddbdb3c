package de.msbls.paliad.calendar.sync.outcome;

import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.LeaseLostException;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Seen;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tick in which nothing moved, as most do not: what was seen of each calendar, the log and the lease's end, in one
 * statement and without a transaction around it.
 */
@ApplicationScoped
public class QuietRepository {

    private static final String LEAVE = """
            WITH released AS (
                UPDATE paliad.caldav_leases
                SET expires_at = '-infinity',
                    holder = NULL,
                    not_before = '-infinity',
                    due_at = CASE WHEN due_at = $3 THEN now() + make_interval(secs => $4) ELSE due_at END
                WHERE account_id = $1 AND fence = $2
                RETURNING account_id
            ), quiet AS (
                SELECT given.binding_id, given.ctag, given.sync_token, given.token_read_at
                FROM released
                CROSS JOIN unnest($5::uuid[], $6::text[], $7::text[], $8::timestamptz[])
                    AS given (binding_id, ctag, sync_token, token_read_at)
            ), seen AS (
                UPDATE paliad.binding_sync_state state
                SET last_sync_at = now(),
                    ctag = quiet.ctag,
                    sync_token = quiet.sync_token,
                    sync_token_read_at = coalesce(quiet.token_read_at, state.sync_token_read_at)
                FROM quiet
                WHERE state.binding_id = quiet.binding_id
            ), counted AS (
                UPDATE paliad.caldav_sync_log entry
                SET tick_count = entry.tick_count + 1, last_at = now()
                FROM quiet
                CROSS JOIN LATERAL (
                    SELECT id
                    FROM paliad.caldav_sync_log
                    WHERE binding_id = quiet.binding_id
                    ORDER BY id DESC
                    LIMIT 1) newest
                WHERE entry.id = newest.id
                  AND entry.items_pushed = 0 AND entry.items_pulled = 0 AND entry.items_deleted = 0
                  AND entry.error_code IS NULL
                RETURNING entry.binding_id
            ), opened AS (
                INSERT INTO paliad.caldav_sync_log (user_id, binding_id, direction)
                SELECT binding.user_id, binding.id, 'both'
                FROM quiet
                JOIN paliad.user_calendar_bindings binding ON binding.id = quiet.binding_id
                WHERE NOT EXISTS (SELECT FROM counted WHERE counted.binding_id = quiet.binding_id)
            ), rolled_up AS (
                UPDATE paliad.user_caldav_config config
                SET last_sync_at = now(), last_sync_error = NULL
                FROM released
                WHERE config.account_id = released.account_id
                  AND (config.last_sync_at IS NULL
                       OR config.last_sync_at < now() - interval '1 hour'
                       OR config.last_sync_error IS NOT NULL)
            )
            SELECT count(*)::int AS released FROM released
            """;

    private final Pool pool;

    QuietRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * Hands the lease back; fails with {@link LeaseLostException}, and writes nothing, when it has passed on.
     *
     * @param next when the account is due again, unless it was woken meanwhile
     */
    public Uni<Void> leave(Lease lease, Duration next, List<BindingOutcome> quiet) {
        return pool.preparedQuery(LEAVE)
                .execute(Tuple.tuple()
                        .addUUID(lease.account())
                        .addLong(lease.fence())
                        .addOffsetDateTime(OffsetDateTime.ofInstant(lease.claimedDueAt(), ZoneOffset.UTC))
                        .addDouble(next.toMillis() / 1000.0)
                        .addArrayOfUUID(column(quiet, BindingOutcome::bindingId, UUID[]::new))
                        .addArrayOfString(column(quiet, outcome -> seen(outcome).ctag(), String[]::new))
                        .addArrayOfString(column(quiet, outcome -> seen(outcome).syncToken(), String[]::new))
                        .addArrayOfOffsetDateTime(
                                column(quiet, outcome -> seen(outcome).tokenReadAt(), OffsetDateTime[]::new)))
                .invoke(rows -> {
                    if (rows.iterator().next().getInteger("released") == 0) {
                        throw new LeaseLostException(lease.account());
                    }
                })
                .replaceWithVoid();
    }

    private static Seen seen(BindingOutcome outcome) {
        return Objects.requireNonNull(outcome.seen());
    }

    private static <T> T[] column(
            List<BindingOutcome> outcomes,
            Function<BindingOutcome, ? extends @Nullable T> value,
            IntFunction<T[]> array) {
        return outcomes.stream().map(value).toArray(array);
    }
}
