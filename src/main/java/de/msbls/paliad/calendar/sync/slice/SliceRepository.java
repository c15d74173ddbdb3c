package de.msbls.paliad.calendar.sync.slice;

import de.msbls.paliad.calendar.binding.ScopeKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the slices of bindings, each in one statement. */
@ApplicationScoped
public class SliceRepository {

    private static final String DIFFERENCES = """
            WITH slice AS (
            %s), target AS (
                SELECT id, appointment_id, status, base_version, base_detail, intent
                FROM paliad.appointment_caldav_targets
                WHERE binding_id = $4::uuid
                  %s
            ), binding AS (
                SELECT detail FROM paliad.user_calendar_bindings WHERE id = $4::uuid
            )
            SELECT coalesce(slice.id, target.appointment_id) AS appointment_id,
                   slice.version,
                   target.id AS target_id,
                   slice.id IS NOT NULL AS in_scope
            FROM slice
            FULL JOIN target ON target.appointment_id = slice.id
            WHERE target.intent IS NOT NULL
               OR CASE
                  WHEN slice.id IS NULL THEN target.status IN ('active', 'quarantined')
                  ELSE target.id IS NULL
                    OR target.status = 'absent'
                    OR target.base_version IS DISTINCT FROM slice.version
                    OR target.base_detail IS DISTINCT FROM (SELECT detail FROM binding)
                  END
            """;

    /** How many appointments the scope holds. */
    public Uni<Long> count(SqlClient client, Scope scope) {
        return client.preparedQuery(countSql(scope.kind()))
                .execute(parameters(scope))
                .map(rows -> rows.iterator().next().getLong("appointments"));
    }

    /**
     * Where a slice and the binding's targets differ: appointments without an object yet, changed since the base (a new
     * version, or another detail), or still in the calendar, or refused, though out of scope; and every target with an open intent.
     * In no order.
     *
     * @param onlyAppointments looks at these alone; {@code null}: at the whole slice and every target
     */
    public Uni<List<SliceDifference>> differences(
            SqlClient client, UUID bindingId, Scope scope, @Nullable List<UUID> onlyAppointments) {
        Tuple parameters = parameters(scope).addUUID(bindingId);
        if (onlyAppointments == null) {
            return client.preparedQuery(differencesSql(scope.kind()))
                    .execute(parameters)
                    .map(SliceRepository::differences);
        }
        return client.preparedQuery(differencesAmongSql(scope.kind()))
                .execute(parameters.addArrayOfUUID(onlyAppointments.toArray(UUID[]::new)))
                .map(SliceRepository::differences);
    }

    /** Which of these appointments the slice holds. */
    public Uni<Set<UUID>> among(SqlClient client, Scope scope, Collection<UUID> appointments) {
        return client.preparedQuery("SELECT id FROM (" + SliceSql.among(scope.kind(), "$4") + ") slice")
                .execute(parameters(scope).addArrayOfUUID(appointments.toArray(UUID[]::new)))
                .map(rows -> {
                    Set<UUID> held = new HashSet<>();
                    rows.forEach(row -> held.add(row.getUUID("id")));
                    return held;
                });
    }

    static String countSql(ScopeKind kind) {
        return "SELECT count(*) AS appointments FROM (" + SliceSql.of(kind) + ") slice";
    }

    static String differencesSql(ScopeKind kind) {
        return DIFFERENCES.formatted(SliceSql.of(kind), "");
    }

    static String differencesAmongSql(ScopeKind kind) {
        return DIFFERENCES.formatted(SliceSql.among(kind, "$5"), "AND appointment_id = ANY ($5::uuid[])");
    }

    private static Tuple parameters(Scope scope) {
        return Tuple.tuple().addUUID(scope.userId()).addUUID(scope.scopeId()).addBoolean(scope.includePersonal());
    }

    private static List<SliceDifference> differences(RowSet<Row> rows) {
        List<SliceDifference> differences = new ArrayList<>(rows.size());
        for (Row row : rows) {
            differences.add(new SliceDifference(
                    row.getUUID("appointment_id"),
                    row.getLong("version"),
                    row.getUUID("target_id"),
                    row.getBoolean("in_scope")));
        }
        return differences;
    }
}
