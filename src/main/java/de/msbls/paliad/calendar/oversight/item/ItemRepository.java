package de.msbls.paliad.calendar.oversight.item;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The targets that are suppressed, quarantined or left alone after errors of the server, and their way back. */
@ApplicationScoped
class ItemRepository {

    /** $3: the last one of the page before. */
    private static final String SEARCH = """
            SELECT appointment_id, status, reason
            FROM (SELECT appointment_id, status, reason
                  FROM paliad.appointment_caldav_targets
                  WHERE binding_id = $1
                  UNION ALL
                  SELECT resting.appointment_id, 'quarantined', 'server_error'
                  FROM paliad.pending_appointments resting
                  JOIN paliad.appointment_caldav_targets target USING (binding_id, appointment_id)
                  WHERE binding_id = $1
                    AND resting.not_before IS NOT NULL
                    AND target.status IN ('absent', 'active')) item
            WHERE status = ANY ($2::text[])
              AND ($3::uuid IS NULL OR appointment_id > $3)
            ORDER BY appointment_id
            LIMIT $4
            """;

    private static final String LOCK = """
            SELECT id, incarnation,
                   CASE WHEN status IN ('absent', 'active') AND EXISTS (
                            SELECT
                            FROM paliad.pending_appointments resting
                            WHERE resting.binding_id = target.binding_id
                              AND resting.appointment_id = target.appointment_id
                              AND resting.not_before IS NOT NULL)
                        THEN 'quarantined'
                        ELSE status END AS status
            FROM paliad.appointment_caldav_targets target
            WHERE binding_id = $1 AND appointment_id = $2
            FOR UPDATE OF target
            """;

    private static final String BEGIN_ANEW = """
            UPDATE paliad.appointment_caldav_targets
            SET status = 'absent', incarnation = $2, uid = $3, href = NULL, href_key = NULL, etag = NULL,
                base_version = NULL, base_detail = NULL, intent = NULL, intent_fence = NULL, intent_until = NULL,
                writes = 0, reason = NULL, refused_version = NULL, refused_etag = NULL
            WHERE id = $1
            """;

    private static final String FORGET_TEXTS = """
            UPDATE paliad.caldav_target_objects
            SET sent = NULL, stored = NULL
            WHERE target_id = $1
            """;

    private static final String TRY_AGAIN = """
            UPDATE paliad.appointment_caldav_targets
            SET writes = 0, refused_version = NULL, refused_etag = NULL
            WHERE id = $1
            """;

    private static final String LOOK_AGAIN = """
            INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark, look_again, try_again)
            VALUES ($1, $2, nextval('paliad.pending_marks'), true, true)
            ON CONFLICT (binding_id, appointment_id) DO UPDATE
            SET mark = EXCLUDED.mark, look_again = true, try_again = true, attempts = 0, not_before = NULL
            """;

    /** By their appointments' ids; one more than a page has. */
    Uni<List<Kept>> search(SqlClient client, UUID bindingId, ItemSearch search) {
        return client.preparedQuery(SEARCH)
                .execute(Tuple.tuple()
                        .addUUID(bindingId)
                        .addArrayOfString(words(search.state()))
                        .addUUID(search.after())
                        .addInteger(search.limit() + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ItemRepository::kept)
                        .toList());
    }

    /** The target as it stands; neither a tick nor another request changes it before this transaction ends. */
    Uni<Optional<Standing>> lock(SqlClient transaction, UUID bindingId, UUID appointmentId) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(bindingId, appointmentId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Standing(
                                row.getUUID("id"),
                                ItemState.named(row.getString("status")),
                                row.getInteger("incarnation")))
                        .findFirst());
    }

    /** Nothing of ours stands on the server for it: the next tick creates it under another UID. */
    Uni<Void> beginAnew(SqlClient transaction, UUID targetId, int incarnation, String uid) {
        return transaction
                .preparedQuery(BEGIN_ANEW)
                .execute(Tuple.of(targetId, incarnation, uid))
                .chain(() -> transaction.preparedQuery(FORGET_TEXTS).execute(Tuple.of(targetId)))
                .replaceWithVoid();
    }

    /** The refusal counts no more. */
    Uni<Void> tryAgain(SqlClient transaction, UUID targetId) {
        return transaction.preparedQuery(TRY_AGAIN).execute(Tuple.of(targetId)).replaceWithVoid();
    }

    /** The next tick looks at that appointment, on the server too. */
    Uni<Void> lookAgain(SqlClient transaction, UUID bindingId, UUID appointmentId) {
        return transaction
                .preparedQuery(LOOK_AGAIN)
                .execute(Tuple.of(bindingId, appointmentId))
                .replaceWithVoid();
    }

    private static String[] words(@Nullable ItemState state) {
        Stream<ItemState> states = state == null ? Stream.of(ItemState.values()) : Stream.of(state);
        return states.map(ItemState::word).toArray(String[]::new);
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.getUUID("appointment_id"),
                ItemState.named(row.getString("status")).orElseThrow(),
                row.getString("reason"));
    }

    /** An appointment that is kept out of the calendar, or as it is there. */
    record Kept(
            UUID appointmentId, ItemState state, @Nullable String reason) {}

    /**
     * A target.
     *
     * @param state nothing: the sync looks after it
     */
    record Standing(UUID targetId, Optional<ItemState> state, int incarnation) {}
}
