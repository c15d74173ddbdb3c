package de.msbls.paliad.calendar.sync.tombstone;

import de.msbls.paliad.calendar.platform.crypto.UnreadableSecretException;
import de.msbls.paliad.calendar.sync.target.ObjectSeal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is owed to a server, until it is confirmed. */
@ApplicationScoped
public class TombstoneRepository {

    private static final Logger LOG = Logger.getLogger(TombstoneRepository.class);

    private static final String OWES = """
            SELECT EXISTS (SELECT FROM paliad.caldav_tombstones WHERE account_id = $1 AND not_before <= now()) AS owes
            """;

    private static final String DUE = """
            SELECT id, binding_id, appointment_id, target_id, href, uid, etag, sent, stored, intent_until, attempts
            FROM paliad.caldav_tombstones
            WHERE account_id = $1 AND not_before <= now()
            ORDER BY id
            LIMIT $2
            """;

    private static final String DONE = """
            DELETE FROM paliad.caldav_tombstones
            WHERE id = ANY ($1)
            """;

    private static final String POSTPONE = """
            UPDATE paliad.caldav_tombstones
            SET attempts = attempts + 1,
                error_code = $2,
                not_before = now() + make_interval(secs => $3)
            WHERE id = $1
            """;

    private static final String NEXT_DUE = """
            SELECT extract(epoch FROM min(not_before) - now())::float8 AS seconds
            FROM paliad.caldav_tombstones
            WHERE account_id = $1 AND not_before > '-infinity'
            """;

    private final Pool pool;

    TombstoneRepository(Pool pool) {
        this.pool = pool;
    }

    /** Whether anything is due. */
    public Uni<Boolean> owes(UUID account) {
        return pool.preparedQuery(OWES)
                .execute(Tuple.of(account))
                .map(rows -> rows.iterator().next().getBoolean("owes"));
    }

    public Uni<List<Tombstone>> due(UUID account, ObjectSeal seal, int most) {
        return pool.preparedQuery(DUE).execute(Tuple.of(account, most)).map(rows -> {
            List<Tombstone> due = new ArrayList<>(rows.rowCount());
            rows.forEach(row -> due.add(tombstone(row, seal)));
            return due;
        });
    }

    private static Tombstone tombstone(Row row, ObjectSeal seal) {
        OffsetDateTime until = row.getOffsetDateTime("intent_until");
        return new Tombstone(
                row.getLong("id"),
                row.getUUID("binding_id"),
                row.getUUID("appointment_id"),
                row.getString("href"),
                row.getString("uid"),
                row.getString("etag"),
                texts(row, seal),
                until == null ? null : until.toInstant(),
                row.getInteger("attempts"));
    }

    /** None where their data key is lost: the debt is paid all the same, and the etag tells. */
    private static List<String> texts(Row row, ObjectSeal seal) {
        try {
            return Stream.of("sent", "stored")
                    .map(row::getBuffer)
                    .filter(Objects::nonNull)
                    .map(text -> Objects.requireNonNull(seal.open(row.getUUID("target_id"), text.getBytes())))
                    .toList();
        } catch (UnreadableSecretException e) {
            LOG.warnf("the texts of tombstone %d cannot be read: %s", row.getLong("id"), e.getMessage());
            return List.of();
        }
    }

    /** How long until a postponed one is due; NULL: none is postponed. */
    public Uni<@Nullable Duration> nextDue(UUID account) {
        return pool.preparedQuery(NEXT_DUE).execute(Tuple.of(account)).map(rows -> {
            Double seconds = rows.iterator().next().getDouble("seconds");
            return seconds == null ? null : Duration.ofMillis((long) Math.max(0, seconds * 1000));
        });
    }

    public Uni<Void> done(SqlClient transaction, List<Long> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(DONE)
                .execute(Tuple.of(ids.toArray(Long[]::new)))
                .replaceWithVoid();
    }

    public Uni<Void> postpone(SqlClient transaction, List<Postponed> postponed) {
        if (postponed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(POSTPONE)
                .executeBatch(postponed.stream()
                        .map(one -> Tuple.of(one.id(), one.errorCode(), one.by().toMillis() / 1000.0))
                        .toList())
                .replaceWithVoid();
    }

    /**
     * A tombstone that is tried again later.
     *
     * @param errorCode NULL: it did not fail, but a late request may still land
     */
    public record Postponed(long id, @Nullable String errorCode, Duration by) {}
}
