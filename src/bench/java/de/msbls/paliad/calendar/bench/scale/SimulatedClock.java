package de.msbls.paliad.calendar.bench.scale;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.time.Duration;

/**
 * A clock that goes forward when it is told to: what {@code now()} means to sessions of that database begun after it was set up. So
 * all that goes by the time (when an account is due, what is an hour or a month old) happens without a row written for it.
 * Autovacuum naps by it too, though a second at least.
 */
final class SimulatedClock {

    private static final long NAP = 60;

    private final FirmDatabase database;
    private final long begun = System.nanoTime();
    private Duration ahead = Duration.ZERO;
    private long nap = NAP;

    SimulatedClock(FirmDatabase database) {
        this.database = database;
        database.run("CREATE SCHEMA simulated");
        // A setting is read without a look at any table, and inlined: it costs the statements next to nothing.
        database.run("""
                CREATE FUNCTION simulated.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
                RETURN pg_catalog.now() + pg_catalog.current_setting('simulated.ahead')::interval
                """);
        String name = database.value("SELECT current_database()::text");
        database.run("ALTER DATABASE " + name + " SET search_path = simulated, pg_catalog");
        leap(Duration.ZERO);
    }

    void forward(Duration step) {
        shortenNaps();
        leap(step);
    }

    /** Goes over a time in which nothing happens: autovacuum need not catch up. */
    void leap(Duration step) {
        ahead = ahead.plus(step);
        String setting = ahead.toMillis() + " ms";
        database.run("ALTER SYSTEM SET simulated.ahead = '" + setting + "'");
        database.run("SELECT pg_reload_conf()");
        // Sessions hear of it a moment later, all at once.
        while (!setting.equals(database.value("SELECT current_setting('simulated.ahead', true)"))) {
            Thread.onSpinWait();
        }
    }

    private void shortenNaps() {
        long went = System.nanoTime() - begun;
        long shorter = Math.max(1, Math.round(NAP * (double) went / passed().toNanos()));
        if (shorter != nap) {
            nap = shorter;
            database.run("ALTER SYSTEM SET autovacuum_naptime = " + nap);
        }
    }

    /** The time that went by itself, too. */
    Duration passed() {
        return ahead.plusNanos(System.nanoTime() - begun);
    }
}
