package de.msbls.paliad.calendar.administration.guard;

import de.msbls.paliad.calendar.oversight.decision.GuardRepository;
import de.msbls.paliad.calendar.oversight.decision.HeldDeletions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** What ticks have left of held deletions, of the whole firm. */
@ApplicationScoped
class HeldGuardRepository {

    private static final String SEARCH = """
            SELECT binding.id, binding.user_id, owner.display_name AS owner_name, owner.email, binding.display_name,
                   state.guard_direction, state.guard_count, state.guard_since, state.guard_decision
            FROM paliad.binding_sync_state state
            JOIN paliad.user_calendar_bindings binding ON binding.id = state.binding_id
            JOIN paliad.users owner ON owner.id = binding.user_id
            WHERE state.guard_direction IS NOT NULL
              AND ($1::timestamptz IS NULL OR (state.guard_since, binding.id) > ($1::timestamptz, $2::uuid))
            ORDER BY state.guard_since, binding.id
            LIMIT $3
            """;

    private final GuardRepository guards;

    HeldGuardRepository(GuardRepository guards) {
        this.guards = guards;
    }

    /** Those that have waited longest first; one more than a page has. */
    Uni<List<HeldGuard>> search(SqlClient client, HeldGuardSearch search) {
        HeldGuardSearch.Position after = search.after();
        return client.preparedQuery(SEARCH)
                .execute(Tuple.tuple(Arrays.asList(
                        after == null ? null : after.since(),
                        after == null ? null : after.bindingId(),
                        search.limit() + 1)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::guard)
                        .toList());
    }

    private HeldGuard guard(Row row) {
        HeldDeletions held = guards.held(row);
        return new HeldGuard(
                row.getUUID("id"),
                row.getUUID("user_id"),
                row.getString("owner_name"),
                row.getString("email"),
                row.getString("display_name"),
                held.direction(),
                held.count(),
                held.since(),
                held.carriedOutAt(),
                held.decision());
    }
}
