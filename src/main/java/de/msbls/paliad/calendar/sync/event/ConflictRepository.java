package de.msbls.paliad.calendar.sync.event;

import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventTime;
import de.msbls.paliad.calendar.ical.OwnedField;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps what lost, so that no version is lost without a row (DESIGN §6, I1). */
@ApplicationScoped
public class ConflictRepository {

    private static final String KEEP = """
            INSERT INTO paliad.caldav_conflicts
                (user_id, binding_id, appointment_id, cause, fields, remote, database)
            SELECT owner.id, binding.id, $3, $4, $5, $6, $7
            FROM paliad.users owner
            LEFT JOIN paliad.user_calendar_bindings binding ON binding.id = $2
            WHERE owner.id = $1
              AND NOT EXISTS (SELECT
                              FROM paliad.caldav_conflicts known
                              WHERE known.user_id = owner.id
                                AND known.binding_id IS NOT DISTINCT FROM binding.id
                                AND known.appointment_id = $3
                                AND known.cause = $4
                                AND known.remote = $6
                                AND known.resolved_at IS NULL)
            """;

    /** One that is kept already and not resolved is not kept again: a write that fails is tried again, and its plan comes again. */
    public Uni<Void> keep(SqlClient transaction, List<Conflict> conflicts) {
        if (conflicts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(KEEP)
                .executeBatch(
                        conflicts.stream().map(ConflictRepository::columns).toList())
                .replaceWithVoid();
    }

    private static Tuple columns(Conflict conflict) {
        return Tuple.tuple()
                .addUUID(conflict.userId())
                .addUUID(conflict.bindingId())
                .addUUID(conflict.appointmentId())
                .addString(conflict.cause().word())
                .addArrayOfString(
                        conflict.fields().stream().map(ConflictRepository::word).toArray(String[]::new))
                .addJsonObject(json(conflict.remote()))
                .addJsonObject(json(conflict.database()));
    }

    private static String word(OwnedField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject json(@Nullable EventFields fields) {
        JsonObject json = new JsonObject();
        if (fields == null) {
            return json;
        }
        json.put("title", fields.summary())
                .put("description", fields.description())
                .put("location", fields.location())
                .put("status", fields.status().name().toLowerCase(Locale.ROOT));
        if (fields.time() instanceof EventTime.AllDay day) {
            return json.put("all_day", true)
                    .put("start_date", day.start().toString())
                    .put("end_date", day.endExclusive().toString());
        }
        EventTime.Timed timed = (EventTime.Timed) fields.time();
        return json.put("all_day", false)
                .put("starts_at", timed.start().toString())
                .put("ends_at", timed.end().toString())
                .put("time_zone", timed.zone().getId());
    }
}
