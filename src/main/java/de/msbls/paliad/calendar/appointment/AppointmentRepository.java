package de.msbls.paliad.calendar.appointment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The firm's appointments in the database, as one user may see them. */
@ApplicationScoped
class AppointmentRepository {

    private static final String COLUMNS = """
            a.id, a.title, a.description, a.location, a.all_day, a.starts_at, a.ends_at, a.time_zone, a.start_date,
            a.end_date, a.status, a.appointment_type, a.project_id, a.created_by, a.version
            """;

    /** Visible to $1: her own personal one, or she is on a team above; with the best of her roles there. */
    private static final String FIND = "SELECT " + COLUMNS + """
            , a.created_by = $1 OR coalesce(team.editable, false) AS may_edit
            FROM paliad.appointments a
            LEFT JOIN LATERAL (SELECT bool_or(t.role IN ('lead', 'member')) AS editable
                               FROM paliad.project_closure up
                               JOIN paliad.project_teams t ON t.project_id = up.ancestor_id AND t.user_id = $1
                               WHERE up.descendant_id = a.project_id) team ON true
            WHERE a.id = $2
              AND CASE WHEN a.project_id IS NULL THEN a.created_by = $1 ELSE team.editable IS NOT NULL END
            """;

    private static final String LOCK = FIND + """
            FOR UPDATE OF a
            """;

    /** Memberships are reduced to the topmost ones, so that nothing comes twice. ($6, $7): the page before. */
    private static final String SEARCH = """
            WITH topmost AS MATERIALIZED (
                SELECT t.project_id
                FROM paliad.project_teams t
                WHERE t.user_id = $1
                  AND NOT EXISTS (SELECT
                                  FROM paliad.project_closure up
                                  JOIN paliad.project_teams above
                                    ON above.project_id = up.ancestor_id AND above.user_id = $1
                                  WHERE up.descendant_id = t.project_id AND up.ancestor_id <> t.project_id)
            ), visible AS (
                SELECT a.*
                FROM topmost
                JOIN paliad.project_closure down ON down.ancestor_id = topmost.project_id
                JOIN paliad.appointments a ON a.project_id = down.descendant_id
                UNION ALL
                SELECT a.*
                FROM paliad.appointments a
                WHERE a.project_id IS NULL AND a.created_by = $1
            ), placed AS (
                SELECT v.*,
                       coalesce(v.starts_at, v.start_date::timestamp AT TIME ZONE 'UTC', '9999-12-31Z') AS begins_at,
                       coalesce(v.ends_at, v.starts_at, v.end_date::timestamp AT TIME ZONE 'UTC', '9999-12-31Z')
                           AS finishes_at
                FROM visible v
            )
            SELECT a.begins_at,
            """ + COLUMNS + """
            FROM placed a
            WHERE ($2::timestamptz IS NULL OR a.finishes_at > $2 OR a.begins_at >= $2)
              AND ($3::timestamptz IS NULL OR a.begins_at < $3)
              AND ($4::uuid IS NULL OR a.project_id = $4)
              AND ($6::timestamptz IS NULL OR (a.begins_at, a.id) > ($6, $7::uuid))
            ORDER BY a.begins_at, a.id
            LIMIT $5
            """;

    private static final String TITLES = """
            SELECT a.id, a.title
            FROM (SELECT DISTINCT unnest($2::uuid[]) AS id) asked
            JOIN paliad.appointments a ON a.id = asked.id
            WHERE CASE WHEN a.project_id IS NULL THEN a.created_by = $1
                       ELSE EXISTS (SELECT
                                    FROM paliad.project_closure up
                                    JOIN paliad.project_teams t ON t.project_id = up.ancestor_id AND t.user_id = $1
                                    WHERE up.descendant_id = a.project_id)
                  END
            """;

    private static final String INSERT = """
            INSERT INTO paliad.appointments
                (title, description, location, all_day, starts_at, ends_at, time_zone, start_date, end_date, status,
                 appointment_type, project_id, created_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            RETURNING id
            """;

    private static final String UPDATE = """
            UPDATE paliad.appointments
            SET title = $1, description = $2, location = $3, all_day = $4, starts_at = $5, ends_at = $6, time_zone = $7,
                start_date = $8, end_date = $9, status = $10, appointment_type = $11, project_id = $12,
                updated_at = clock_timestamp()
            WHERE id = $13
            """;

    private static final String DELETE = """
            DELETE FROM paliad.appointments
            WHERE id = $1
            """;

    /** Nothing for an appointment that the user may not see. */
    Uni<Optional<Visible>> find(SqlClient client, UUID userId, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(userId, id)).map(AppointmentRepository::visible);
    }

    /** As {@link #find}; nobody else changes the row before this transaction ends. */
    Uni<Optional<Visible>> lock(SqlClient transaction, UUID userId, UUID id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(userId, id)).map(AppointmentRepository::visible);
    }

    /** By their beginning. */
    Uni<List<Placed>> search(SqlClient client, UUID userId, AppointmentSearch search) {
        AppointmentSearch.Position after = search.after();
        return client.preparedQuery(SEARCH)
                .execute(Tuple.tuple(Arrays.asList(
                        userId,
                        search.from(),
                        search.to(),
                        search.projectId(),
                        search.limit() + 1,
                        after == null ? null : after.beginsAt(),
                        after == null ? null : after.id())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Placed(Appointment.of(row), row.getOffsetDateTime("begins_at")))
                        .toList());
    }

    /** The titles of those of the appointments that the user may see. */
    Uni<Map<UUID, String>> titles(SqlClient client, UUID userId, Collection<UUID> ids) {
        return client.preparedQuery(TITLES)
                .execute(Tuple.of(userId, ids.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getUUID("id"), row -> row.getString("title"))));
    }

    Uni<UUID> insert(SqlClient transaction, UUID creator, AppointmentDraft draft) {
        return transaction.preparedQuery(INSERT).execute(values(draft, creator)).map(rows -> rows.iterator()
                .next()
                .getUUID("id"));
    }

    Uni<Void> update(SqlClient transaction, UUID id, AppointmentDraft draft) {
        return transaction.preparedQuery(UPDATE).execute(values(draft, id)).replaceWithVoid();
    }

    Uni<Void> delete(SqlClient transaction, UUID id) {
        return transaction.preparedQuery(DELETE).execute(Tuple.of(id)).replaceWithVoid();
    }

    private static Tuple values(AppointmentDraft draft, UUID last) {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                draft.title(),
                draft.description(),
                draft.location(),
                draft.allDay(),
                utc(draft.startsAt()),
                utc(draft.endsAt()),
                draft.timeZone(),
                draft.startDate(),
                draft.endDate(),
                draft.status().word(),
                draft.appointmentType().word(),
                draft.projectId()));
        values.add(last);
        return Tuple.tuple(values);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Visible> visible(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Visible(Appointment.of(row), row.getBoolean("may_edit")))
                .findFirst();
    }

    /** An appointment that the user sees. */
    record Visible(Appointment appointment, boolean mayEdit) {}

    /** An appointment in a list, and where its beginning puts it there. */
    record Placed(Appointment appointment, OffsetDateTime beginsAt) {}
}
