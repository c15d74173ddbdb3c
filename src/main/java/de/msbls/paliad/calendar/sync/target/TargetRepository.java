package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.appointment.Appointment;
import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.crypto.UnreadableSecretException;
import de.msbls.paliad.calendar.sync.decision.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads and writes targets in batches: never a statement per appointment. */
@ApplicationScoped
public class TargetRepository {

    private static final Logger LOG = Logger.getLogger(TargetRepository.class);

    private static final String PAIRS = """
            SELECT a.id, a.title, a.description, a.location, a.all_day, a.starts_at, a.ends_at, a.time_zone, a.start_date,
                   a.end_date, a.status, a.appointment_type, a.project_id, a.created_by, a.version,
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

    /** In the order of {@link TargetColumns}. */
    private static final String GIVEN = """
            WITH given AS (
                SELECT *
                FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[],
                            $9::text[], $10::text[], $11::bigint[], $12::text[], $13::text[], $14::bigint[],
                            $15::timestamptz[], $16::int[], $17::bigint[], $18::text[], $19::bigint[], $20::text[],
                            $21::bytea[], $22::bytea[])
                    AS given (id, binding_id, appointment_id, account_id, incarnation, status, uid, href,
                              href_key, etag, base_version, base_detail, intent, intent_fence,
                              intent_until, writes, written_version, reason, refused_version, refused_etag,
                              sent, stored)
            ),
            """;

    private static final String OPEN = GIVEN + """
            made AS (
                INSERT INTO paliad.appointment_caldav_targets
                    (id, binding_id, appointment_id, account_id, incarnation, status, uid, href, href_key, etag,
                     base_version, base_detail, intent, intent_fence, intent_until, put_at)
                SELECT given.id, given.binding_id, given.appointment_id, given.account_id, given.incarnation, given.status,
                       given.uid, given.href, given.href_key, given.etag, given.base_version, given.base_detail,
                       given.intent, given.intent_fence, given.intent_until,
                       CASE WHEN given.intent IN ('create', 'update') THEN now() END
                FROM given
                JOIN paliad.user_calendar_bindings binding ON binding.id = given.binding_id
                JOIN paliad.appointments appointment ON appointment.id = given.appointment_id
                FOR KEY SHARE OF binding, appointment
                ON CONFLICT DO NOTHING
                RETURNING id
            ), texts AS (
                INSERT INTO paliad.caldav_target_objects (target_id, sent, stored)
                SELECT id, sent, stored
                FROM given
                JOIN made USING (id)
            )
            SELECT id FROM made
            """;

    private static final String SAVE = GIVEN + """
            saved AS (
                UPDATE paliad.appointment_caldav_targets target
                SET incarnation = given.incarnation, status = given.status, uid = given.uid, href = given.href,
                    href_key = given.href_key, etag = given.etag, base_version = given.base_version,
                    base_detail = given.base_detail, intent = given.intent, intent_fence = given.intent_fence,
                    intent_until = given.intent_until,
                    put_at = CASE WHEN given.intent IN ('create', 'update') THEN now() ELSE target.put_at END,
                    writes_since = CASE WHEN given.writes = 1
                                         AND (target.writes <> 1
                                              OR target.written_version IS DISTINCT FROM given.written_version
                                              OR target.writes_since < now() - interval '1 day')
                                        THEN now()
                                        ELSE target.writes_since END,
                    writes = given.writes, written_version = given.written_version, reason = given.reason,
                    refused_version = given.refused_version, refused_etag = given.refused_etag
                FROM given
                WHERE target.id = given.id
                RETURNING target.id
            ), texts AS (
                INSERT INTO paliad.caldav_target_objects (target_id, sent, stored)
                SELECT id, sent, stored
                FROM given
                JOIN saved USING (id)
                ON CONFLICT (target_id) DO UPDATE SET sent = EXCLUDED.sent, stored = EXCLUDED.stored
            )
            SELECT id FROM saved
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
     * Makes the rows of new targets, with their texts.
     *
     * @return the ids of those made; one is missing when its appointment or binding was deleted, or when it has a target
     */
    public Uni<Set<UUID>> open(SqlClient transaction, List<Target> targets, ObjectSeal seal) {
        return write(transaction, OPEN, targets, seal);
    }

    /**
     * Writes targets with their texts. One whose row is gone stays gone: its tombstone has what is needed.
     *
     * @return the ids of those written
     */
    public Uni<Set<UUID>> save(SqlClient transaction, List<Target> targets, ObjectSeal seal) {
        return write(transaction, SAVE, targets, seal);
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

    private static Uni<Set<UUID>> write(
            SqlClient transaction, String statement, List<Target> targets, ObjectSeal seal) {
        if (targets.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return transaction
                .preparedQuery(statement)
                .execute(TargetColumns.of(targets, seal))
                .map(rows -> {
                    Set<UUID> ids = new HashSet<>();
                    rows.forEach(row -> ids.add(row.getUUID("id")));
                    return ids;
                });
    }

    private static @Nullable Target target(Row row, UUID binding, ObjectSeal seal) {
        UUID id = row.getUUID("target_id");
        if (id == null) {
            return null;
        }
        Target bare = withoutTexts(row, id, binding);
        try {
            return bare.withTexts(
                    seal.open(id, bytes(row.getBuffer("sent"))), seal.open(id, bytes(row.getBuffer("stored"))));
        } catch (UnreadableSecretException e) {
            LOG.warnf("the texts of %s cannot be read, it is taken over as it stands: %s", bare, e.getMessage());
            return bare.withoutBase();
        }
    }

    private static Target withoutTexts(Row row, UUID id, UUID binding) {
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
                null,
                null,
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

    private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
        return buffer == null ? null : buffer.getBytes();
    }
}
