package de.msbls.paliad.calendar.database;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every row of every table, Flyway's own history left out, to be compared as a whole. */
final class Rows {

    private Rows() {}

    static Map<String, List<String>> all(FirmDatabase firm) {
        return of(firm, columns(firm));
    }

    /** The rows of some tables by some of their columns only. */
    static Map<String, List<String>> of(FirmDatabase firm, Map<String, String> columnsByTable) {
        Map<String, List<String>> rows = new TreeMap<>();
        columnsByTable.forEach((table, columns) ->
                rows.put(table, firm.values("SELECT row(" + columns + ")::text FROM paliad." + table + " ORDER BY 1")));
        return rows;
    }

    /** Each table's columns, as a list for a SELECT. */
    static Map<String, String> columns(FirmDatabase firm) {
        Map<String, String> columns = new TreeMap<>();
        firm.rows("""
                        SELECT table_name::text, string_agg(quote_ident(column_name), ', ' ORDER BY column_name) AS columns
                        FROM information_schema.columns
                        WHERE table_schema = 'paliad' AND table_name <> 'flyway_schema_history'
                        GROUP BY table_name
                        """).forEach(row -> columns.put((String) row.get("table_name"), (String) row.get("columns")));
        return columns;
    }
}
