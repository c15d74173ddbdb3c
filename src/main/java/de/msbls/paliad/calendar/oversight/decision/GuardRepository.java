package de.msbls.paliad.calendar.oversight.decision;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What ticks have left of held deletions, and the owner's answer to the next one. */
@ApplicationScoped
public class GuardRepository {

    private static final String FIND = """
            SELECT guard_direction, guard_count, guard_since, guard_decision
            FROM paliad.binding_sync_state
            WHERE binding_id = $1 AND guard_direction IS NOT NULL
            """;

    private static final String LOCK = FIND + """
            FOR UPDATE
            """;

    private static final String DECIDE = """
            UPDATE paliad.binding_sync_state
            SET guard_decision = $2, guard_decided_count = $3
            WHERE binding_id = $1
            """;

    private final Duration accessHold;

    GuardRepository(PaliadConfig config) {
        this.accessHold = config.guard().accessHold();
    }

    /** Nothing when no deletions are held. */
    Uni<Optional<HeldDeletions>> find(SqlClient client, UUID bindingId) {
        return client.preparedQuery(FIND).execute(Tuple.of(bindingId)).map(this::held);
    }

    /** As {@link #find}; no tick changes it before this transaction ends. */
    Uni<Optional<HeldDeletions>> lock(SqlClient transaction, UUID bindingId) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(bindingId)).map(this::held);
    }

    Uni<Void> decide(SqlClient transaction, UUID bindingId, GuardDecision decision, int count) {
        return transaction
                .preparedQuery(DECIDE)
                .execute(Tuple.of(bindingId, decision.word(), count))
                .replaceWithVoid();
    }

    private Optional<HeldDeletions> held(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::held).findFirst();
    }

    /** What a row says of them that has the columns {@code guard_direction, guard_count, guard_since, guard_decision}. */
    public HeldDeletions held(Row row) {
        HeldDirection direction = HeldDirection.of(row.getString("guard_direction"));
        Instant since = row.getOffsetDateTime("guard_since").toInstant();
        return new HeldDeletions(
                direction,
                row.getInteger("guard_count"),
                since,
                direction == HeldDirection.OUTBOUND ? since.plus(accessHold) : null,
                GuardDecision.of(row.getString("guard_decision")));
    }
}
