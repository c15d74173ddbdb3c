package de.msbls.paliad.calendar.oversight.preview;

import de.msbls.paliad.calendar.appointment.Appointment;
import de.msbls.paliad.calendar.appointment.AppointmentView;
import de.msbls.paliad.calendar.binding.Binding;
import de.msbls.paliad.calendar.sync.slice.SliceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the size and the beginning of a slice in one statement, so that both are of the same moment. */
@ApplicationScoped
class PreviewRepository {

    /** Days of all-day appointments count in UTC; what has no times at all comes last of what is to come. */
    private static final String PREVIEW = """
            WITH slice AS MATERIALIZED (
            %s), placed AS (
                SELECT a.*,
                       coalesce(a.starts_at, a.start_date::timestamp AT TIME ZONE 'UTC', '9999-12-31Z') AS begins_at,
                       coalesce(a.ends_at, a.starts_at, a.end_date::timestamp AT TIME ZONE 'UTC', '9999-12-31Z')
                           AS finishes_at
                FROM slice
                JOIN paliad.appointments a ON a.id = slice.id
            )
            SELECT (SELECT count(*) FROM slice) AS appointments,
                   id, title, description, location, all_day, starts_at, ends_at, time_zone, start_date, end_date, status,
                   appointment_type, project_id, created_by, version
            FROM placed
            ORDER BY finishes_at < now(), CASE WHEN finishes_at >= now() THEN begins_at END, begins_at DESC, id
            LIMIT $4
            """;

    Uni<BindingPreview> preview(SqlClient client, Binding binding, int items) {
        return client.preparedQuery(PREVIEW.formatted(SliceSql.of(binding.scopeKind())))
                .execute(Tuple.tuple(
                        Arrays.asList(binding.userId(), binding.scopeId(), binding.includePersonal(), items)))
                .map(PreviewRepository::preview);
    }

    private static BindingPreview preview(RowSet<Row> rows) {
        if (rows.rowCount() == 0) {
            return new BindingPreview(0, List.of());
        }
        return new BindingPreview(
                rows.iterator().next().getLong("appointments"),
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> AppointmentView.of(Appointment.of(row)))
                        .toList());
    }
}
