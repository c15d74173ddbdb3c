package de.msbls.paliad.calendar.bench.scale;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.time.Duration;

/**
 * A clock that goes forward when it is told to: what {@code now()} means to sessions of that database begun after it was set up. So
 * all that goes by the time (when an account is due, what is an hour or a month old) happens without a row written for it.
 */
final class SimulatedClock {

    private final FirmDatabase database;
    private final long begun = System.nanoTime();
    private Duration ahead = Duration.ZERO;

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
        forward(Duration.ZERO);
    }

    void forward(Duration step) {
        ahead = ahead.plus(step);
        database.run("ALTER SYSTEM SET simulated.ahead = '" + ahead.toMillis() + " ms'");
        database.run("SELECT pg_reload_conf()");
    }

    /** The time that went by itself, too. */
    Duration passed() {
        return ahead.plusNanos(System.nanoTime() - begun);
    }
}
