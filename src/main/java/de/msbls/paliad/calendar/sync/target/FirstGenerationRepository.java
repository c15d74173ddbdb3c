package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.sync.lease.Lease;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes targets of objects that the first generation wrote; they keep their UIDs and hrefs. */
@ApplicationScoped
public class FirstGenerationRepository {

    private static final String ADOPT = """
            INSERT INTO paliad.appointment_caldav_targets
                (binding_id, appointment_id, account_id, uid, href, href_key, etag, intent, intent_fence, intent_until)
            SELECT $1, known.appointment_id, $2, known.uid, $6, $7, $8, 'create', $3, $4
            FROM paliad.first_generation_uids known
            JOIN paliad.appointments appointment ON appointment.id = known.appointment_id
            WHERE known.uid = $5
            ON CONFLICT DO NOTHING
            """;

    private static final String BURY = """
            INSERT INTO paliad.caldav_tombstones (account_id, binding_id, appointment_id, href, uid, etag)
            SELECT $2, $1, known.appointment_id, $4, known.uid, $5
            FROM paliad.first_generation_uids known
            WHERE known.uid = $3
              AND NOT EXISTS (SELECT FROM paliad.appointments appointment WHERE appointment.id = known.appointment_id)
            """;

    /** An object found in the calendar. */
    public record Found(
            String uid,
            String href,
            String hrefKey,
            @Nullable String etag) {}

    /**
     * Takes those whose UID is one of the first generation's; the others are not ours. Where the appointment was deleted
     * since, the object is owed a deletion.
     */
    public Uni<Void> adopt(SqlClient transaction, UUID binding, UUID account, Lease lease, List<Found> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        OffsetDateTime until = OffsetDateTime.ofInstant(lease.expiresAt(), ZoneOffset.UTC);
        List<Tuple> batch = found.stream()
                .map(object -> Tuple.tuple()
                        .addUUID(binding)
                        .addUUID(account)
                        .addLong(lease.fence())
                        .addOffsetDateTime(until)
                        .addString(object.uid())
                        .addString(object.href())
                        .addString(object.hrefKey())
                        .addString(object.etag()))
                .toList();
        return transaction
                .preparedQuery(ADOPT)
                .executeBatch(batch)
                .chain(() -> transaction.preparedQuery(BURY).executeBatch(debts(binding, account, found)))
                .replaceWithVoid();
    }

    private static List<Tuple> debts(UUID binding, UUID account, List<Found> found) {
        return found.stream()
                .map(object -> Tuple.of(binding, account, object.uid(), object.href(), object.etag()))
                .toList();
    }
}
