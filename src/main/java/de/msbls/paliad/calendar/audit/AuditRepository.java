package de.msbls.paliad.calendar.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** The trail in the database, which lets nobody change it. */
@ApplicationScoped
class AuditRepository {

    private static final String ADD = """
            INSERT INTO paliad.audit_trail (actor_id, as_admin, user_id, act, resource_id, fields, details, texts)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private static final String ERASE_TEXTS = """
            SELECT paliad.erase_audit_texts($1) AS erased
            """;

    Uni<Void> add(SqlClient transaction, Actor actor, UUID userId, List<Deed> deeds) {
        return transaction
                .preparedQuery(ADD)
                .executeBatch(
                        deeds.stream().map(deed -> columns(actor, userId, deed)).toList())
                .replaceWithVoid();
    }

    Uni<Long> eraseTexts(SqlClient transaction, UUID userId) {
        return transaction.preparedQuery(ERASE_TEXTS).execute(Tuple.of(userId)).map(rows -> rows.iterator()
                .next()
                .getLong("erased"));
    }

    private static Tuple columns(Actor actor, UUID userId, Deed deed) {
        return Tuple.tuple()
                .addUUID(actor.id())
                .addBoolean(actor.asAdmin())
                .addUUID(userId)
                .addString(deed.act().word())
                .addUUID(deed.resourceId())
                .addArrayOfString(deed.fields().toArray(String[]::new))
                .addJsonObject(new JsonObject(new LinkedHashMap<>(deed.details())))
                .addJsonObject(new JsonObject(new LinkedHashMap<>(deed.texts())));
    }
}
