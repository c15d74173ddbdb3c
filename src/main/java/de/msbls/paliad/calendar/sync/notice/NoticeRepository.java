package de.msbls.paliad.calendar.sync.notice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps notices until they are delivered; any number of processes may deliver at once. */
@ApplicationScoped
class NoticeRepository {

    private static final String RAISE_OF_BINDING = """
            INSERT INTO paliad.caldav_notices (user_id, binding_id, state, error_code)
            SELECT binding.user_id, binding.id, $2, $3
            FROM paliad.user_calendar_bindings binding
            JOIN paliad.binding_sync_state known ON known.binding_id = binding.id
            WHERE binding.id = $1 AND known.state <> $2
            """;

    private static final String RAISE_OF_ACCOUNT = """
            INSERT INTO paliad.caldav_notices (user_id, state, error_code)
            SELECT account.user_id, $2, $3
            FROM paliad.user_caldav_config account
            LEFT JOIN paliad.caldav_account_state known USING (account_id)
            WHERE account.account_id = $1 AND known.state IS DISTINCT FROM $2
            """;

    private static final String TAKE = """
            UPDATE paliad.caldav_notices notice
            SET attempts = attempts + 1, not_before = now() + make_interval(secs => $2)
            FROM (SELECT id
                  FROM paliad.caldav_notices
                  WHERE not_before <= now()
                  ORDER BY not_before
                  LIMIT $1
                  FOR UPDATE SKIP LOCKED) due
            WHERE notice.id = due.id
            RETURNING notice.id, user_id, binding_id, state, error_code, raised_at, attempts - 1 AS attempts
            """;

    private static final String POSTPONE = """
            UPDATE paliad.caldav_notices SET not_before = now() + make_interval(secs => $2) WHERE id = $1
            """;

    private static final String FORGET = """
            DELETE FROM paliad.caldav_notices WHERE id = $1
            """;

    private final Pool pool;

    NoticeRepository(Pool pool) {
        this.pool = pool;
    }

    /** Only when the binding was in another state until now. */
    Uni<Void> raiseOfBinding(SqlClient transaction, UUID binding, String state, @Nullable String errorCode) {
        return transaction
                .preparedQuery(RAISE_OF_BINDING)
                .execute(Tuple.of(binding, state, errorCode))
                .replaceWithVoid();
    }

    /** Only when the connection was in another state until now; a retired one has nobody to be told. */
    Uni<Void> raiseOfAccount(SqlClient transaction, UUID account, String state, @Nullable String errorCode) {
        return transaction
                .preparedQuery(RAISE_OF_ACCOUNT)
                .execute(Tuple.of(account, state, errorCode))
                .replaceWithVoid();
    }

    /** Those that are due, for this process alone for as long as it may take to send them. */
    Uni<List<Notice>> take(int most, Duration sending) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(most, (double) sending.toSeconds()))
                .map(rows -> {
                    List<Notice> notices = new ArrayList<>();
                    for (Row row : rows) {
                        notices.add(new Notice(
                                row.getUUID("id"),
                                row.getUUID("user_id"),
                                row.getUUID("binding_id"),
                                row.getString("state"),
                                row.getString("error_code"),
                                row.getOffsetDateTime("raised_at").toInstant(),
                                row.getInteger("attempts")));
                    }
                    return notices;
                });
    }

    Uni<Void> postpone(Notice notice, Duration by) {
        return pool.preparedQuery(POSTPONE)
                .execute(Tuple.of(notice.id(), (double) by.toSeconds()))
                .replaceWithVoid();
    }

    Uni<Void> forget(Notice notice) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(notice.id())).replaceWithVoid();
    }
}
