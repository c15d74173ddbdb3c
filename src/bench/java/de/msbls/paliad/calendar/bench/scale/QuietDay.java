package de.msbls.paliad.calendar.bench.scale;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PostgresServer;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A day in which nothing moves, or so many hours of it: every account is looked at as often as {@code Polling} has it, by the
 * statements of a quiet tick (claim, load, hand back), on PostgreSQL as it is by default. It tells whether rows pile up. No calendar
 * server is asked, and the one complete listing that each calendar has in a day is left out.
 *
 * <p>The clock goes forward whenever nobody is due ({@link SimulatedClock}); where the machine is slower than the firm, accounts
 * are looked at more rarely than they should be, and the last line says so.
 */
final class QuietDay {

    /** Of a quiet account, by default, with half of the tenth by which {@code Polling} spreads them. */
    private static final Duration REST = Duration.ofSeconds(315);

    private static final Duration STEP = Duration.ofSeconds(15);
    private static final int CLAIMS_AT_ONCE = 4;
    private static final int CLAIMS = 50;
    private static final int ACCOUNTS_OF_A_CLAIM = 8;
    private static final int REPORTS = 6;
    private static final int ROWS_OF_A_STEP = 10_000;
    private static final String LOG = "caldav_sync_log";

    /** What a quiet tick may write. */
    private static final String[] TABLES = {
        "caldav_leases", "binding_sync_state", LOG, "user_caldav_config", "caldav_account_state"
    };

    private final PrintStream out;
    private final FirmDatabase database;
    private final int users;

    private QuietDay(PrintStream out, FirmDatabase database, int users) {
        this.out = out;
        this.database = database;
        this.users = users;
    }

    public static void main(String[] arguments) {
        int users = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        double hours = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 24;
        try (FirmDatabase database = PostgresServer.NEWEST.durable().migratedDatabase()) {
            new QuietDay(new PrintStream(System.out, true, StandardCharsets.UTF_8), database, users)
                    .run(Duration.ofSeconds((long) (hours * 3600)));
        }
        System.exit(0); // the embedded database stops by a hook
    }

    private void run(Duration length) {
        GeneratedFirm firm = new GeneratedFirm(database, users).fill();
        pastLog();
        database.run("VACUUM ANALYZE");
        database.run("CHECKPOINT");
        out.printf("%n%s%n", firm.size());
        SimulatedClock clock = new SimulatedClock(database);
        int port = URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort();
        try (Engine engine = new Engine(database, port, 2 * CLAIMS_AT_ONCE * ACCOUNTS_OF_A_CLAIM)) {
            day(engine, clock, length);
            clock.leap(Duration.ofDays(1));
            retention(engine);
        }
    }

    /** Of each binding a tick in which something moved: it will be too old in half a day. */
    private void pastLog() {
        database.run("""
                INSERT INTO paliad.caldav_sync_log
                    (user_id, binding_id, direction, items_pushed, occurred_at, first_at, last_at)
                SELECT user_id, id, 'both', 1, at, at, at
                FROM paliad.user_calendar_bindings, (SELECT now() - interval '29 days 12 hours' AS at) past
                """);
    }

    private void day(Engine engine, SimulatedClock clock, Duration length) {
        TableFigures atFirst = TableFigures.of(database, TABLES);
        out.printf("%nbefore%n%s", atFirst.since(atFirst));
        Stretch whole = new Stretch();
        Stretch part = new Stretch();
        int reports = 0;
        while (clock.passed().compareTo(length) < 0) {
            int ticks = engine.quiet(CLAIMS, CLAIMS_AT_ONCE);
            long snapshot = oldestSnapshot();
            whole.add(ticks, snapshot);
            part.add(ticks, snapshot);
            if (ticks < CLAIMS * CLAIMS_AT_ONCE * ACCOUNTS_OF_A_CLAIM) {
                clock.forward(STEP);
            }
            if (clock.passed().compareTo(length.multipliedBy(reports + 1).dividedBy(REPORTS)) >= 0) {
                reports++;
                out.printf(
                        "%nafter %s h: %s%n%s",
                        hours(clock.passed()),
                        part.figures(),
                        TableFigures.of(database, TABLES).since(atFirst));
                part = new Stretch();
            }
        }
        out.printf(
                "%nall of %s h: %s; %.1f of each account, %.1f were wanted%n",
                hours(clock.passed()),
                whole.figures(),
                whole.ticks / (double) users,
                clock.passed().toMillis() / (double) REST.toMillis());
    }

    /** How many transactions ago the one began for which dead rows must be kept; a vacuum's own does not count. */
    private long oldestSnapshot() {
        return database.<Integer>value("""
                SELECT coalesce(max(age(backend_xmin)), 0)
                FROM pg_stat_activity
                WHERE pid NOT IN (SELECT pid FROM pg_stat_progress_vacuum)
                """);
    }

    /** Two rounds of the walk: one with a row of each binding that has become too old, one with none. */
    private void retention(Engine engine) {
        TableFigures before = TableFigures.of(database, LOG);
        for (String round : new String[] {"with old rows", "without"}) {
            Stretch walk = new Stretch();
            long rows = database.count(LOG);
            double[] times = new double[(int) (rows / ROWS_OF_A_STEP) + 1];
            for (int step = 0; step < times.length; step++) {
                long begun = System.nanoTime();
                engine.tidyLog();
                times[step] = (System.nanoTime() - begun) / 1e6;
            }
            long gone = rows - database.count(LOG);
            Arrays.sort(times);
            out.printf(
                    "%nthe log's retention %s: %,d of %,d rows gone in %d steps of up to %,d; ms of a step: p50 %.1f, most %.1f; %.1f MB of WAL%n",
                    round,
                    gone,
                    rows,
                    times.length,
                    ROWS_OF_A_STEP,
                    times[times.length / 2],
                    times[times.length - 1],
                    walk.wal() / 1e6);
        }
        database.run("VACUUM paliad.caldav_sync_log");
        out.printf("%nand after a vacuum%n%s", TableFigures.of(database, LOG).since(before));
    }

    private static String hours(Duration passed) {
        return "%.2f".formatted(passed.toSeconds() / 3600.0);
    }

    /** Ticks, and what was written ahead for them, since it was begun. */
    private final class Stretch {

        private final long begun = System.nanoTime();
        private final String from = database.value("SELECT pg_current_wal_lsn()::text");
        private long ticks;
        private long oldestSnapshot;

        void add(int more, long snapshot) {
            ticks += more;
            oldestSnapshot = Math.max(oldestSnapshot, snapshot);
        }

        double wal() {
            return database.<BigDecimal>value("SELECT pg_current_wal_lsn() - ?::pg_lsn", from)
                    .doubleValue();
        }

        String figures() {
            return "%,d ticks, %,.0f a second, %.1f kB of WAL each; the oldest snapshot kept %,d transactions' dead rows"
                    .formatted(
                            ticks,
                            ticks / ((System.nanoTime() - begun) / 1e9),
                            wal() / 1e3 / Math.max(1, ticks),
                            oldestSnapshot);
        }
    }
}
