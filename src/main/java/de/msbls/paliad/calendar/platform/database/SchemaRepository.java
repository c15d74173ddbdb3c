package de.msbls.paliad.calendar.platform.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** What PostgreSQL's catalogue and Flyway's history say of our schema. */
@ApplicationScoped
class SchemaRepository {

    private static final String VERSION = """
            SELECT coalesce(max(version::int), 0) AS version
            FROM paliad.flyway_schema_history
            WHERE success AND version IS NOT NULL
            """;

    private static final String HIDDEN_BY_ROW_SECURITY = """
            SELECT relname::text AS name
            FROM pg_catalog.pg_class
            WHERE relnamespace = 'paliad'::regnamespace
              AND relkind IN ('r', 'p')
              AND row_security_active(oid)
            ORDER BY relname
            """;

    private final Pool pool;

    SchemaRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Integer> version() {
        return pool.query(VERSION).execute().map(rows -> rows.iterator().next().getInteger("version"));
    }

    Uni<List<String>> tablesWithHiddenRows() {
        return pool.query(HIDDEN_BY_ROW_SECURITY).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("name"))
                .toList());
    }
}
