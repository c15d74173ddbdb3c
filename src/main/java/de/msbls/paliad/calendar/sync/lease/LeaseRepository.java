package de.msbls.paliad.calendar.sync.lease;

import de.msbls.paliad.calendar.platform.database.DatabaseFaults;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Claims accounts for this process, renews the claims, checks their fences, hands them back. */
@ApplicationScoped
public class LeaseRepository {

    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT account_id, host, due_at
                FROM paliad.caldav_leases
                WHERE due_at <= now()
                  AND not_before <= now()
                  AND expires_at <= now()
                  AND NOT (host = ANY ($5))
                ORDER BY due_at
                LIMIT 4 * $3::int
                FOR UPDATE SKIP LOCKED
            ), fair AS (
                SELECT account_id
                FROM (SELECT account_id, due_at, row_number() OVER (PARTITION BY host ORDER BY due_at) AS turn
                      FROM due) ranked
                WHERE turn <= $4
                ORDER BY due_at
                LIMIT $3
            )
            UPDATE paliad.caldav_leases lease
            SET fence = lease.fence + 1,
                holder = $1,
                expires_at = now() + make_interval(secs => $2),
                due_at = now() + make_interval(secs => $2)
            FROM fair
            WHERE lease.account_id = fair.account_id
            RETURNING lease.account_id, lease.host, lease.fence, lease.due_at, lease.expires_at
            """;

    /** Rows that are locked are being recorded just now: the next renewal finds them, should they still be open. */
    private static final String RENEW = """
            WITH renewed AS (
                UPDATE paliad.caldav_leases
                SET expires_at = now() + make_interval(secs => $3)
                WHERE account_id = $1 AND fence = $2 AND expires_at > now()
                RETURNING expires_at
            ), open AS (
                SELECT target.id
                FROM paliad.user_caldav_config account
                JOIN paliad.user_calendar_bindings binding USING (user_id)
                JOIN paliad.appointment_caldav_targets target ON target.binding_id = binding.id
                WHERE account.account_id = $1 AND target.intent IS NOT NULL AND target.intent_fence = $2
                FOR NO KEY UPDATE OF target SKIP LOCKED
            ), buried AS (
                SELECT id
                FROM paliad.caldav_tombstones
                WHERE account_id = $1 AND intent IS NOT NULL AND intent_until > now()
                FOR NO KEY UPDATE SKIP LOCKED
            ), open_longer AS (
                UPDATE paliad.appointment_caldav_targets target
                SET intent_until = renewed.expires_at
                FROM renewed, open
                WHERE target.id = open.id
            ), buried_longer AS (
                UPDATE paliad.caldav_tombstones tombstone
                SET intent_until = renewed.expires_at
                FROM renewed, buried
                WHERE tombstone.id = buried.id
            )
            SELECT expires_at FROM renewed
            """;

    private static final String CHECK_FENCE = """
            SELECT fence
            FROM paliad.caldav_leases
            WHERE account_id = $1 AND fence = $2
            FOR SHARE
            """;

    private static final String RELEASE = """
            UPDATE paliad.caldav_leases
            SET expires_at = '-infinity',
                holder = NULL,
                due_at = CASE WHEN due_at = $3 THEN now() + make_interval(secs => $4) ELSE due_at END,
                not_before = CASE WHEN $5::float8 IS NULL THEN '-infinity' ELSE now() + make_interval(secs => $5) END
            WHERE account_id = $1 AND fence = $2
            """;

    private static final String GIVE_UP = """
            UPDATE paliad.caldav_leases
            SET expires_at = '-infinity', holder = NULL, due_at = now()
            WHERE account_id = $1 AND expires_at = $2
            """;

    private static final String FORGET = """
            DELETE FROM paliad.caldav_leases
            WHERE account_id = $1 AND fence = $2
            """;

    private static final int MOST_RETRIES = 3;

    private final Pool pool;

    LeaseRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * Claims up to {@code most} due accounts, the longest due first; none that another process holds.
     *
     * @param mostOfOneHost how many of one server at most
     * @param crowded the hosts of which none is wanted
     */
    public Uni<List<Lease>> claim(
            String holder, Duration length, int most, int mostOfOneHost, Collection<String> crowded) {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            return pool.preparedQuery(CLAIM)
                    .execute(Tuple.of(
                            holder, seconds(length), most, (long) mostOfOneHost, crowded.toArray(String[]::new)))
                    .map(rows -> {
                        List<Lease> leases = new ArrayList<>();
                        for (Row row : rows) {
                            Lease.End end = new Lease.End(instant(row, "expires_at"), asked + length.toNanos());
                            leases.add(new Lease(
                                    row.getUUID("account_id"),
                                    row.getString("host"),
                                    row.getLong("fence"),
                                    instant(row, "due_at"),
                                    end));
                        }
                        return leases;
                    });
        });
    }

    /** Extends a lease, and how long its open intents' requests may run; fails with {@link LeaseLostException} when it has ended or passed on. */
    public Uni<Void> renew(Lease lease, Duration length) {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            return pool.preparedQuery(RENEW)
                    .execute(Tuple.of(lease.account(), lease.fence(), seconds(length)))
                    .map(rows -> {
                        if (rows.rowCount() == 0) {
                            throw new LeaseLostException(lease.account());
                        }
                        Instant expires = instant(rows.iterator().next(), "expires_at");
                        lease.extendedTo(new Lease.End(expires, asked + length.toNanos()));
                        return null;
                    });
        });
    }

    /**
     * A transaction that records something under a lease: the fence is checked before anything else (DESIGN §7), and a
     * deadlock, which PostgreSQL ends by failing one side, goes again.
     */
    public <T> Uni<T> transaction(Lease lease, Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(
                        transaction -> checkFence(transaction, lease).chain(() -> work.apply(transaction))))
                .onFailure(DatabaseFaults::isTransient)
                .retry()
                .atMost(MOST_RETRIES);
    }

    /** The first statement of every transaction that records a result; fails with {@link LeaseLostException}. */
    public Uni<Void> checkFence(SqlClient transaction, Lease lease) {
        return transaction
                .preparedQuery(CHECK_FENCE)
                .execute(Tuple.of(lease.account(), lease.fence()))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new LeaseLostException(lease.account());
                    }
                    return null;
                });
    }

    /**
     * Hands a lease back.
     *
     * @param next when the account is due again, unless it was woken meanwhile
     * @param notBefore how long nobody may claim it, however often it is woken; zero: at any time
     */
    public Uni<Void> release(SqlClient client, Lease lease, Duration next, Duration notBefore) {
        Double backOff = notBefore.isZero() ? null : seconds(notBefore);
        return client.preparedQuery(RELEASE)
                .execute(Tuple.of(
                        lease.account(),
                        lease.fence(),
                        OffsetDateTime.ofInstant(lease.claimedDueAt(), ZoneOffset.UTC),
                        seconds(next),
                        backOff))
                .replaceWithVoid();
    }

    /**
     * Ends a lease before its time, for another worker to go on at once. What is on its way still is waited for, since its intent
     * stays open.
     */
    public Uni<Void> giveUp(Lease lease) {
        return pool.preparedQuery(GIVE_UP)
                .execute(Tuple.of(lease.account(), OffsetDateTime.ofInstant(lease.expiresAt(), ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Ends an account's life for good. */
    public Uni<Void> forget(SqlClient client, Lease lease) {
        return client.preparedQuery(FORGET)
                .execute(Tuple.of(lease.account(), lease.fence()))
                .replaceWithVoid();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
