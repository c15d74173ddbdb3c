package de.msbls.paliad.calendar.bench.scale;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.util.List;
import java.util.Map;

/** How large tables are, and how they were written, by PostgreSQL's own statistics. */
final class TableFigures {

    private static final String HEAD = "    %-22s %11s %9s %7s %9s %7s %10s %12s %6s %8s%n";
    private static final String LINE = "    %-22s %,11d %9s %7s %9s %7s %,10d %,12d %6s %8d%n";

    private record Table(
            String name, long rows, long heap, long indexes, long dead, long updates, long hotUpdates, long vacuums) {}

    private final List<Table> tables;

    private TableFigures(List<Table> tables) {
        this.tables = tables;
    }

    static TableFigures of(FirmDatabase database, String... names) {
        return new TableFigures(database.rows("""
                        SELECT relname::text AS name, n_live_tup, n_dead_tup, n_tup_upd, n_tup_hot_upd, autovacuum_count,
                               pg_relation_size(relid) AS heap, pg_indexes_size(relid) AS indexes
                        FROM pg_stat_user_tables
                        WHERE schemaname = 'paliad' AND relname = ANY (string_to_array(?, ','))
                        ORDER BY n_tup_upd DESC, relname
                        """, String.join(",", names)).stream()
                .map(TableFigures::table)
                .toList());
    }

    private static Table table(Map<String, Object> row) {
        return new Table(
                (String) row.get("name"),
                (long) row.get("n_live_tup"),
                (long) row.get("heap"),
                (long) row.get("indexes"),
                (long) row.get("n_dead_tup"),
                (long) row.get("n_tup_upd"),
                (long) row.get("n_tup_hot_upd"),
                (long) row.get("autovacuum_count"));
    }

    /** A line for each table: as it stands, what it has grown by since then, and how it was written since then. */
    String since(TableFigures then) {
        StringBuilder lines = new StringBuilder(
                HEAD.formatted("", "rows", "heap", "growth", "indexes", "growth", "dead", "updates", "HOT", "vacuums"));
        tables.forEach(now -> lines.append(line(now, then.named(now.name()))));
        return lines.toString();
    }

    private Table named(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String line(Table now, Table then) {
        long updates = now.updates() - then.updates();
        return LINE.formatted(
                now.name(),
                now.rows(),
                megabytes(now.heap()),
                growth(now.heap(), then.heap()),
                megabytes(now.indexes()),
                growth(now.indexes(), then.indexes()),
                now.dead(),
                updates,
                updates == 0 ? "-" : "%.1f%%".formatted(100.0 * (now.hotUpdates() - then.hotUpdates()) / updates),
                now.vacuums() - then.vacuums());
    }

    private static String megabytes(long bytes) {
        return "%.1f MB".formatted(bytes / 1e6);
    }

    private static String growth(long now, long then) {
        return then == 0 ? "-" : "x%.2f".formatted((double) now / then);
    }
}
