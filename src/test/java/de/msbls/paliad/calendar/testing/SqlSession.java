package de.msbls.paliad.calendar.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One connection for plain SQL with {@code ?} parameters. Each statement is its own transaction, unless begun by hand. */
public class SqlSession implements AutoCloseable {

    private final String jdbcUrl;
    private Connection connection;

    SqlSession(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    public void begin() {
        run("BEGIN");
    }

    public void commit() {
        run("COMMIT");
    }

    public void rollback() {
        run("ROLLBACK");
    }

    /** Runs one statement; answers how many rows it touched. */
    public int run(String sql, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.execute();
            return Math.max(0, statement.getUpdateCount());
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** The first column of the first row; {@code null} when there is none. */
    public <T> T value(String sql, Object... parameters) {
        List<T> values = values(sql, parameters);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The first column of every row. */
    @SuppressWarnings("unchecked")
    public <T> List<T> values(String sql, Object... parameters) {
        List<T> values = new ArrayList<>();
        rows(sql, parameters)
                .forEach(row -> values.add((T) row.values().iterator().next()));
        return values;
    }

    /** Every row, by column. */
    public List<Map<String, Object>> rows(String sql, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    public long count(String table) {
        return this.<Long>value("SELECT count(*) FROM paliad." + table);
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static Map<String, Object> row(ResultSet result) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            row.put(result.getMetaData().getColumnLabel(column), result.getObject(column));
        }
        return row;
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
