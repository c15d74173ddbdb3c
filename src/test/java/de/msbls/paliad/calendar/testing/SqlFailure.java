package de.msbls.paliad.calendar.testing;

import java.sql.SQLException;

/** What PostgreSQL refused, without a checked exception in every test. */
public final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String state;

    SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
        this.state = cause.getSQLState();
    }

    /** The SQLSTATE, such as 23514 for a CHECK. */
    public String state() {
        return state;
    }
}
