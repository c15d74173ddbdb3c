package de.msbls.paliad.calendar.sync.event;

import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventTime;
import de.msbls.paliad.calendar.ical.OwnedField;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what users edited in their calendars into the firm's appointments. */
@ApplicationScoped
public class PullRepository {

    private static final String PULL = """
            UPDATE paliad.appointments
            SET title = CASE WHEN $3 THEN $4 ELSE title END,
                description = CASE WHEN $5 THEN $6 ELSE description END,
                location = CASE WHEN $7 THEN $8 ELSE location END,
                status = CASE WHEN $9 THEN $10 ELSE status END,
                all_day = CASE WHEN $11 THEN $12 ELSE all_day END,
                starts_at = CASE WHEN $11 THEN $13 ELSE starts_at END,
                ends_at = CASE WHEN $11 THEN $14 ELSE ends_at END,
                time_zone = CASE WHEN $11 THEN $15 ELSE time_zone END,
                start_date = CASE WHEN $11 THEN $16 ELSE start_date END,
                end_date = CASE WHEN $11 THEN $17 ELSE end_date END,
                updated_at = now()
            WHERE id = $1 AND version = $2
            RETURNING id, version
            """;

    /**
     * Writes each where its expected version still is the newest.
     *
     * @return the new version of each appointment that was written; one is missing when it was changed or deleted meanwhile
     */
    public Uni<Map<UUID, Long>> pull(SqlClient transaction, List<Pull> pulls) {
        if (pulls.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return transaction
                .preparedQuery(PULL)
                .executeBatch(pulls.stream().map(PullRepository::columns).toList())
                .map(first -> {
                    Map<UUID, Long> versions = new HashMap<>();
                    for (RowSet<Row> rows = first; rows != null; rows = rows.next()) {
                        rows.forEach(row -> versions.put(row.getUUID("id"), row.getLong("version")));
                    }
                    return versions;
                });
    }

    private static Tuple columns(Pull pull) {
        EventFields fields = pull.fields();
        Set<OwnedField> taken = pull.taken();
        Tuple columns = Tuple.tuple()
                .addUUID(pull.appointmentId())
                .addLong(pull.expectedVersion())
                .addBoolean(taken.contains(OwnedField.SUMMARY))
                .addString(fields.summary())
                .addBoolean(taken.contains(OwnedField.DESCRIPTION))
                .addString(fields.description())
                .addBoolean(taken.contains(OwnedField.LOCATION))
                .addString(fields.location())
                .addBoolean(taken.contains(OwnedField.STATUS))
                .addString(fields.status().name().toLowerCase(Locale.ROOT))
                .addBoolean(taken.contains(OwnedField.TIME));
        return addTime(columns, fields.time());
    }

    private static Tuple addTime(Tuple columns, EventTime time) {
        if (time instanceof EventTime.AllDay day) {
            return columns.addBoolean(true)
                    .addOffsetDateTime(null)
                    .addOffsetDateTime(null)
                    .addString(null)
                    .addLocalDate(day.start())
                    .addLocalDate(day.endExclusive());
        }
        EventTime.Timed timed = (EventTime.Timed) time;
        return columns.addBoolean(false)
                .addOffsetDateTime(utc(timed.start()))
                .addOffsetDateTime(utc(timed.end()))
                .addString(zoneName(timed))
                .addLocalDate(null)
                .addLocalDate(null);
    }

    private static @Nullable OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String zoneName(EventTime.Timed timed) {
        String id = timed.zone().getId();
        return "Z".equals(id) ? "UTC" : id;
    }
}
