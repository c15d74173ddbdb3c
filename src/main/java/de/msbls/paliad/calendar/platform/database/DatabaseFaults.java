package de.msbls.paliad.calendar.platform.database;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What a failed statement means, by its SQLSTATE (PostgreSQL, appendix A). */
public final class DatabaseFaults {

    /** Serialization failure and deadlock: the same transaction may well succeed the next time. */
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01");

    /** Connection exceptions, out of resources, operator intervention, wrong credentials. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "28");

    /** Idle in transaction for too long: PostgreSQL has ended the session. */
    private static final String ENDED_WHILE_IDLE = "25P03";

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String CHECK_VIOLATION = "23514";

    private DatabaseFaults() {}

    /** Whether the row breaks that unique constraint. */
    public static boolean violatesUnique(Throwable fault, String constraint) {
        return fault instanceof PgException pg
                && UNIQUE_VIOLATION.equals(pg.getSqlState())
                && constraint.equals(pg.getConstraint());
    }

    /** Whether a row is missing that another one refers to. */
    public static boolean violatesForeignKey(Throwable fault) {
        return sqlState(fault).filter(FOREIGN_KEY_VIOLATION::equals).isPresent();
    }

    /** Whether one of our triggers refused the row: a check is violated that is no constraint of a table. */
    public static boolean isRefusedByTrigger(Throwable fault) {
        return fault instanceof PgException pg
                && CHECK_VIOLATION.equals(pg.getSqlState())
                && pg.getConstraint() == null;
    }

    /** Whether the same transaction may well succeed the next time. */
    public static boolean isTransient(Throwable fault) {
        return sqlState(fault).filter(TRANSIENT::contains).isPresent();
    }

    /**
     * Whether no connection could be had, or one broke. A full pool's time-out has no class of its own: it is a bare
     * {@link NoStackTraceThrowable} for a transaction, a bare {@link VertxException} for a single statement.
     */
    static boolean isUnavailable(Throwable fault) {
        return fault instanceof IOException
                || fault instanceof NoStackTraceThrowable
                || (fault instanceof VertxException && !(fault instanceof DatabaseException))
                || sqlState(fault)
                        .filter(state -> UNAVAILABLE_CLASSES.contains(state.substring(0, 2))
                                || state.equals(ENDED_WHILE_IDLE)
                                || isTransient(fault))
                        .isPresent();
    }

    private static Optional<String> sqlState(Throwable fault) {
        return fault instanceof PgException pg ? Optional.ofNullable(pg.getSqlState()) : Optional.empty();
    }
}
