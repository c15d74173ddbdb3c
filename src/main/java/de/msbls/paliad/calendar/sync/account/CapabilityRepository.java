package de.msbls.paliad.calendar.sync.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Keeps what ticks have learned of a server; it is read with the account. */
@ApplicationScoped
public class CapabilityRepository {

    private static final String SAVE = """
            INSERT INTO paliad.caldav_capabilities (account_id, sync_collection, honours_preconditions, probed_at)
            VALUES ($1, $2, $3, CASE WHEN $4 THEN '-infinity' ELSE now() END)
            ON CONFLICT (account_id) DO UPDATE
            SET sync_collection = EXCLUDED.sync_collection,
                honours_preconditions = EXCLUDED.honours_preconditions,
                probed_at = EXCLUDED.probed_at
            """;

    /** Nothing is written where nothing was learned. */
    public Uni<Void> save(SqlClient transaction, UUID account, Capabilities capabilities) {
        return capabilities.hasLearned()
                ? transaction
                        .preparedQuery(SAVE)
                        .execute(Tuple.of(
                                account,
                                capabilities.syncCollection(),
                                capabilities.honoursPreconditions(),
                                capabilities.isDoubted()))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
