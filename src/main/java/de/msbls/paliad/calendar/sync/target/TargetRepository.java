package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.appointment.Appointment;
import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.decision.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes targets in batches: never a statement per appointment. */
@ApplicationScoped
public class TargetRepository {

    private static final String PAIRS = """
            SELECT a.*,
                   a.created_by = $2 OR EXISTS (
                       SELECT
                       FROM paliad.project_closure above
                       JOIN paliad.project_teams team ON team.project_id = above.ancestor_id
                       WHERE above.descendant_id = a.project_id
                         AND team.user_id = $2
                         AND team.role IN ('lead', 'member')) AS may_edit,
                   target.id AS target_id, target.account_id, target.incarnation, target.status AS standing,
                   target.uid, target.href, target.href_key, target.etag, target.base_version, target.base_detail,
                   target.intent, target.intent_fence, target.intent_until,
                   coalesce(target.put_at > now() - make_interval(secs => $4), false) AS fresh,
                   CASE WHEN target.writes_since > now() - interval '1 day' THEN target.writes ELSE 0 END AS writes,
                   target.written_version, target.reason, target.refused_version, target.refused_etag,
                   object.sent, object.stored
            FROM paliad.appointments a
            LEFT JOIN paliad.appointment_caldav_targets target
              ON target.appointment_id = a.id AND target.binding_id = $1
            LEFT JOIN paliad.caldav_target_objects object ON object.target_id = target.id
            WHERE a.id = ANY ($3)
            ORDER BY target.id, a.id
            """;

    private static final String OPEN = """
            INSERT INTO paliad.appointment_caldav_targets
                (id, binding_id, appointment_id, account_id, incarnation, status, uid)
            SELECT $1, binding.id, appointment.id, $4, $5, 'absent', $6
            FROM paliad.user_calendar_bindings binding, paliad.appointments appointment
            WHERE binding.id = $2 AND appointment.id = $3
            FOR KEY SHARE
            ON CONFLICT DO NOTHING
            RETURNING id
            """;

    private static final String SAVE = """
            UPDATE paliad.appointment_caldav_targets
            SET incarnation = $2, status = $3, uid = $4, href = $5, href_key = $6, etag = $7,
                base_version = $8, base_detail = $9, intent = $10, intent_fence = $11, intent_until = $12,
                put_at = CASE WHEN $10 IN ('create', 'update') THEN now() ELSE put_at END,
                writes_since = CASE WHEN $13 = 1 AND (writes <> 1
                                                      OR written_version IS DISTINCT FROM $14
                                                      OR writes_since < now() - interval '1 day')
                                    THEN now()
                                    ELSE writes_since END,
                writes = $13, written_version = $14, reason = $15, refused_version = $16, refused_etag = $17
            WHERE id = $1
            RETURNING id
            """;

    private static final String SAVE_OBJECT = """
            INSERT INTO paliad.caldav_target_objects (target_id, sent, stored)
            SELECT target.id, $2, $3
            FROM paliad.appointment_caldav_targets target
            WHERE target.id = $1
            FOR KEY SHARE
            ON CONFLICT (target_id) DO UPDATE SET sent = EXCLUDED.sent, stored = EXCLUDED.stored
            """;

    private static final String LOCK_LEGACY_SCALARS = """
            SELECT appointment.id
            FROM paliad.appointments appointment
            JOIN paliad.user_calendar_bindings binding ON binding.user_id = appointment.created_by
            WHERE binding.id = $1 AND binding.scope_kind = 'all_visible' AND appointment.id = ANY ($2)
            ORDER BY appointment.id
            FOR NO KEY UPDATE OF appointment
            """;

    private static final String FOLLOW_WITH_LEGACY_SCALARS = """
            UPDATE paliad.appointments appointment
            SET caldav_uid = target.uid, caldav_etag = target.etag
            FROM paliad.appointment_caldav_targets target
            JOIN paliad.user_calendar_bindings binding ON binding.id = target.binding_id
            WHERE target.binding_id = $1
              AND target.appointment_id = ANY ($2)
              AND target.status = 'active'
              AND appointment.id = target.appointment_id
              AND appointment.created_by = binding.user_id
              AND (appointment.caldav_uid, appointment.caldav_etag) IS DISTINCT FROM (target.uid, target.etag)
              AND binding.id = (SELECT oldest.id
                                FROM paliad.user_calendar_bindings oldest
                                WHERE oldest.user_id = binding.user_id
                                  AND oldest.scope_kind = 'all_visible'
                                  AND oldest.enabled
                                ORDER BY oldest.created_at, oldest.id
                                LIMIT 1)
            """;

    private final Pool pool;
    private final double listingLag;

    TargetRepository(Pool pool, PaliadConfig config) {
        this.pool = pool;
        this.listingLag = config.sync().listingLag().toSeconds();
    }

    /** Appointments with their targets in a binding; those deleted meanwhile are left out. In the order of targets' ids. */
    public Uni<List<Pair>> pairs(UUID binding, UUID user, List<UUID> appointments, ObjectSeal seal) {
        return pool.preparedQuery(PAIRS)
                .execute(Tuple.of(binding, user, appointments.toArray(UUID[]::new), listingLag))
                .map(rows -> {
                    List<Pair> pairs = new ArrayList<>(rows.rowCount());
                    for (Row row : rows) {
                        pairs.add(
                                new Pair(Appointment.of(row), target(row, binding, seal), row.getBoolean("may_edit")));
                    }
                    return pairs;
                });
    }

    /**
     * Makes the rows of new targets.
     *
     * @return the ids of those made; one is missing when its appointment or binding was deleted, or when it has a target
     */
    public Uni<Set<UUID>> open(SqlClient transaction, List<Target> targets) {
        List<Tuple> batch = targets.stream()
                .map(target -> Tuple.tuple()
                        .addUUID(target.id())
                        .addUUID(target.bindingId())
                        .addUUID(target.appointmentId())
                        .addUUID(target.accountId())
                        .addInteger(target.incarnation())
                        .addString(target.uid()))
                .toList();
        return idsOf(transaction, OPEN, batch);
    }

    /**
     * Writes targets with their texts. One whose row is gone stays gone: its tombstone has what is needed.
     *
     * @return the ids of those written
     */
    public Uni<Set<UUID>> save(SqlClient transaction, List<Target> targets, ObjectSeal seal) {
        if (targets.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return idsOf(
                        transaction,
                        SAVE,
                        targets.stream().map(TargetRepository::columns).toList())
                .call(() -> transaction
                        .preparedQuery(SAVE_OBJECT)
                        .executeBatch(targets.stream()
                                .map(target -> texts(target, seal))
                                .toList()));
    }

    /** Appointments are locked before targets (DESIGN §7), as the firm's own DELETE does: those whose scalars may follow. */
    public Uni<Void> lockLegacyScalars(SqlClient transaction, UUID binding, List<UUID> appointments) {
        return transaction
                .preparedQuery(LOCK_LEGACY_SCALARS)
                .execute(Tuple.of(binding, appointments.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** The first generation's scalars follow the creator's oldest enabled all_visible binding, where they differ. */
    public Uni<Void> followWithLegacyScalars(SqlClient transaction, UUID binding, List<UUID> appointments) {
        return transaction
                .preparedQuery(FOLLOW_WITH_LEGACY_SCALARS)
                .execute(Tuple.of(binding, appointments.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Set<UUID>> idsOf(SqlClient transaction, String statement, List<Tuple> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return transaction.preparedQuery(statement).executeBatch(batch).map(first -> {
            Set<UUID> ids = new HashSet<>();
            for (RowSet<Row> rows = first; rows != null; rows = rows.next()) {
                rows.forEach(row -> ids.add(row.getUUID("id")));
            }
            return ids;
        });
    }

    private static Tuple columns(Target target) {
        Intent intent = target.intent();
        Detail detail = target.baseDetail();
        return Tuple.tuple()
                .addUUID(target.id())
                .addInteger(target.incarnation())
                .addString(target.standing().word())
                .addString(target.uid())
                .addString(target.href())
                .addString(target.hrefKey())
                .addString(target.etag())
                .addLong(target.baseVersion())
                .addString(detail == null ? null : detail.word())
                .addString(intent == null ? null : intent.kind().word())
                .addLong(intent == null ? null : intent.fence())
                .addOffsetDateTime(intent == null ? null : OffsetDateTime.ofInstant(intent.until(), ZoneOffset.UTC))
                .addInteger(target.writes())
                .addLong(target.writtenVersion())
                .addString(target.reason())
                .addLong(target.refusedVersion())
                .addString(target.refusedEtag());
    }

    private static Tuple texts(Target target, ObjectSeal seal) {
        return Tuple.tuple()
                .addUUID(target.id())
                .addValue(bytea(seal.seal(target.id(), target.sent())))
                .addValue(bytea(seal.seal(target.id(), target.stored())));
    }

    private static @Nullable Target target(Row row, UUID binding, ObjectSeal seal) {
        UUID id = row.getUUID("target_id");
        if (id == null) {
            return null;
        }
        String detail = row.getString("base_detail");
        return new Target(
                id,
                binding,
                row.getUUID("id"),
                row.getUUID("account_id"),
                row.getInteger("incarnation"),
                Standing.of(row.getString("standing")),
                row.getString("uid"),
                row.getString("href"),
                row.getString("href_key"),
                row.getString("etag"),
                row.getLong("base_version"),
                detail == null ? null : Detail.of(detail),
                intent(row),
                seal.open(id, bytes(row.getBuffer("sent"))),
                seal.open(id, bytes(row.getBuffer("stored"))),
                row.getBoolean("fresh"),
                row.getInteger("writes"),
                row.getLong("written_version"),
                row.getString("reason"),
                row.getLong("refused_version"),
                row.getString("refused_etag"));
    }

    private static @Nullable Intent intent(Row row) {
        String kind = row.getString("intent");
        return kind == null
                ? null
                : new Intent(
                        Intent.Kind.of(kind),
                        row.getLong("intent_fence"),
                        row.getOffsetDateTime("intent_until").toInstant());
    }

    private static io.vertx.core.buffer.@Nullable Buffer bytea(byte @Nullable [] bytes) {
        return bytes == null ? null : io.vertx.core.buffer.Buffer.buffer(bytes);
    }

    private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
        return buffer == null ? null : buffer.getBytes();
    }
}
