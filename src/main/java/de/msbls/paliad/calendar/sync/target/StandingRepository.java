package de.msbls.paliad.calendar.sync.target;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.decision.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads of a binding's targets what a look at its calendar is compared with. */
@ApplicationScoped
public class StandingRepository {

    private static final String STANDING = """
            SELECT appointment_id, href, href_key, etag, status, intent IS NOT NULL AS intent,
                   coalesce(put_at > now() - make_interval(secs => $2), false) AS fresh
            FROM paliad.appointment_caldav_targets
            WHERE binding_id = $1
              AND href IS NOT NULL
              AND (base_version IS NOT NULL OR intent IS NOT NULL)
            """;

    private static final String AMONG = STANDING + """
              AND (href_key = ANY ($3) OR appointment_id = ANY ($4) OR intent IS NOT NULL)
            """;

    private static final String PUT_SINCE_TOKEN = """
            SELECT target.href
            FROM paliad.binding_sync_state state
            JOIN paliad.appointment_caldav_targets target USING (binding_id)
            WHERE state.binding_id = $1
              AND target.put_at > state.sync_token_read_at
              AND target.status = 'active'
              AND target.href IS NOT NULL
              AND target.intent IS NULL
            """;

    private static final String COUNT = """
            SELECT count(*)::int AS standing
            FROM paliad.appointment_caldav_targets
            WHERE binding_id = $1
              AND href IS NOT NULL
              AND (base_version IS NOT NULL OR intent IS NOT NULL)
              AND status <> 'suppressed'
            """;

    private final Pool pool;
    private final double listingLag;

    StandingRepository(Pool pool, PaliadConfig config) {
        this.pool = pool;
        this.listingLag = config.sync().listingLag().toSeconds();
    }

    /** Every target of a binding that something may stand for on the server. */
    public Uni<List<StandingObject>> all(UUID binding) {
        return pool.preparedQuery(STANDING)
                .execute(Tuple.of(binding, listingLag))
                .map(StandingRepository::objects);
    }

    /** Those of them at these hrefs, or of these appointments, or with an open intent. */
    public Uni<List<StandingObject>> among(UUID binding, Collection<String> hrefKeys, Collection<UUID> appointments) {
        return pool.preparedQuery(AMONG)
                .execute(Tuple.of(
                        binding, listingLag, hrefKeys.toArray(String[]::new), appointments.toArray(UUID[]::new)))
                .map(StandingRepository::objects);
    }

    /** Where those stand, as far as is known, that were put since the binding's sync token was read. */
    public Uni<List<String>> putSinceToken(UUID binding) {
        return pool.preparedQuery(PUT_SINCE_TOKEN).execute(Tuple.of(binding)).map(rows -> {
            List<String> hrefs = new ArrayList<>(rows.rowCount());
            rows.forEach(row -> hrefs.add(row.getString("href")));
            return hrefs;
        });
    }

    /** How many stand in the calendar, as far as is known: those that the user deleted there do not count. */
    public Uni<Integer> count(UUID binding) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(binding))
                .map(rows -> rows.iterator().next().getInteger("standing"));
    }

    private static List<StandingObject> objects(RowSet<Row> rows) {
        List<StandingObject> objects = new ArrayList<>(rows.rowCount());
        for (Row row : rows) {
            objects.add(new StandingObject(
                    row.getUUID("appointment_id"),
                    row.getString("href"),
                    row.getString("href_key"),
                    row.getString("etag"),
                    Standing.of(row.getString("status")),
                    row.getBoolean("intent"),
                    row.getBoolean("fresh")));
        }
        return objects;
    }
}
