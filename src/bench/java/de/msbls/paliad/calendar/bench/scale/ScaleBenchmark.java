package de.msbls.paliad.calendar.bench.scale;

import de.msbls.paliad.calendar.binding.ScopeKind;
import de.msbls.paliad.calendar.sync.slice.Scope;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PostgresServer;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The engine's statements in a firm of so many users, and in one of a tenth of it: what grows, and how much. */
final class ScaleBenchmark {

    private static final int TENTH = 10;
    private static final int DRAINED = 500;
    private static final int QUIET_ROUNDS = 3;

    private final PrintStream out;
    private final Random random = new Random(1);

    private ScaleBenchmark(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        int users = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        new ScaleBenchmark(new PrintStream(System.out, true, StandardCharsets.UTF_8)).run(users);
        System.exit(0); // the embedded database stops by a hook
    }

    private void run(int users) {
        Map<String, Double> tenth = measure(users / TENTH);
        Map<String, Double> whole = measure(users);
        out.printf("%n%-66s %12s %12s %8s%n", "", users / TENTH + " users", users + " users", "growth");
        whole.forEach((what, value) -> {
            double growth = growth(what, tenth.get(what), value);
            out.printf(
                    "%-66s %12.2f %12.2f %8.2f  %s%n",
                    what, tenth.get(what), value, growth, Goal.verdict(what, value, growth));
        });
    }

    /** A rate that falls has grown, as a time that rises has. */
    private static double growth(String what, double tenth, double whole) {
        return what.contains("a second") ? tenth / whole : whole / tenth;
    }

    private Map<String, Double> measure(int users) {
        Map<String, Double> figures = new LinkedHashMap<>();
        long begun = System.nanoTime();
        try (FirmDatabase database = PostgresServer.NEWEST.durable().migratedDatabase()) {
            GeneratedFirm firm = new GeneratedFirm(database, users).fill();
            out.printf("%n%s, made in %.0f s%n", firm.size(), (System.nanoTime() - begun) / 1e9);
            int port =
                    URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort();
            try (Wire wire = new Wire(port);
                    QuickCalDav server = new QuickCalDav();
                    Engine engine = new Engine(database, port, 16);
                    Engine counted = new Engine(database, wire.port(), 1)) {
                fanOut(figures, database, firm, engine);
                slices(figures, database, firm, engine);
                claims(figures, database, engine);
                ticks(figures, database, firm, engine, counted, wire, server);
            }
        }
        return figures;
    }

    private void fanOut(Map<String, Double> figures, FirmDatabase database, GeneratedFirm firm, Engine engine) {
        while (engine.fanOut() > 0) {
            Thread.onSpinWait();
        }
        database.run("DELETE FROM paliad.pending_appointments");
        int rounds = 400;
        double[] few =
                times(rounds, i -> edit(database, firm.appointment(random.nextInt(1 << 30))), i -> engine.fanOut());
        long touched = database.count("pending_appointments") / rounds;
        put(figures, Goal.FEW, few);
        UUID ofAll = firm.appointmentOfAll();
        database.run("DELETE FROM paliad.pending_appointments");
        double[] many = times(200, i -> edit(database, ofAll), i -> engine.fanOut());
        out.printf("seen by all: %d bindings; by few: %d%n", database.count("pending_appointments"), touched);
        put(figures, Goal.MANY, many);
    }

    private static void edit(FirmDatabase database, UUID appointment) {
        database.run("UPDATE paliad.appointments SET title = title || '!' WHERE id = ?", appointment);
    }

    private void slices(Map<String, Double> figures, FirmDatabase database, GeneratedFirm firm, Engine engine) {
        Map<UUID, UUID> bindings = new HashMap<>();
        database.rows("SELECT user_id, id FROM paliad.user_calendar_bindings WHERE calendar_path = '/partner/'")
                .forEach(row -> bindings.put((UUID) row.get("user_id"), (UUID) row.get("id")));
        int[] found = new int[1];
        List<UUID> partners = List.copyOf(bindings.keySet());
        double[] times = times(100, i -> {}, i -> {
            UUID partner = partners.get(i % partners.size());
            found[0] = engine.slice(bindings.get(partner), new Scope(partner, ScopeKind.ALL_VISIBLE, null, false));
        });
        out.printf("a slice: %d appointments%n", found[0]);
        put(figures, Goal.SLICE, times);
    }

    private void claims(Map<String, Double> figures, FirmDatabase database, Engine engine) {
        database.run("UPDATE paliad.caldav_leases SET due_at = now() - random() * interval '1 hour'");
        database.run("VACUUM ANALYZE paliad.caldav_leases");
        engine.claim(50, 4);
        long begun = System.nanoTime();
        int claimed = engine.claim(250, 4);
        figures.put("accounts claimed and handed back a second, all due", claimed / seconds(begun));
    }

    private void ticks(
            Map<String, Double> figures,
            FirmDatabase database,
            GeneratedFirm firm,
            Engine engine,
            Engine counted,
            Wire wire,
            QuickCalDav server) {
        database.run("UPDATE paliad.caldav_leases SET due_at = 'infinity', not_before = '-infinity'");
        List<UUID> users =
                IntStream.rangeClosed(1, DRAINED).mapToObj(firm::user).toList();
        users.forEach(user -> engine.connect(database, user, server.url()));
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            due(database, 1);
            counted.drain(1);
        }
        due(database, 1);
        long before = wire.roundTrips();
        int ticks = counted.drain(1);
        long after = wire.roundTrips();
        due(database, 0);
        counted.drain(1);
        long empty = wire.roundTrips() - after;
        figures.put(Goal.ROUND_TRIPS, (after - before - empty) / (double) ticks);

        database.run("""
                UPDATE paliad.binding_sync_state SET scope_changes = scope_changes + 1
                WHERE binding_id IN (SELECT id FROM paliad.user_calendar_bindings
                                     JOIN paliad.user_caldav_config USING (user_id)
                                     WHERE home_url IS NOT NULL)
                """);
        due(database, DRAINED);
        long putsBefore = server.puts();
        long begun = System.nanoTime();
        int first = engine.drain(8);
        double seconds = seconds(begun);
        figures.put("backlog: first syncs a second", first / seconds);
        figures.put("backlog: objects put a second", (server.puts() - putsBefore) / seconds);
        for (int round = 1; round <= QUIET_ROUNDS; round++) {
            due(database, DRAINED);
            begun = System.nanoTime();
            int quiet = engine.drain(8);
            out.printf("quiet ticks, round %d: %.0f a second; %s%n", round, quiet / seconds(begun), sizes(database));
        }
    }

    private static void due(FirmDatabase database, int accounts) {
        database.run("""
                UPDATE paliad.caldav_leases SET due_at = now(), expires_at = '-infinity'
                WHERE account_id IN (SELECT account_id FROM paliad.user_caldav_config
                                     WHERE home_url IS NOT NULL ORDER BY account_id LIMIT ?)
                """, accounts);
    }

    private static String sizes(FirmDatabase database) {
        return "leases %s, sync state %s, log %s"
                .formatted(
                        size(database, "caldav_leases"),
                        size(database, "binding_sync_state"),
                        size(database, "caldav_sync_log"));
    }

    private static String size(FirmDatabase database, String table) {
        return database.value("SELECT pg_size_pretty(pg_total_relation_size(('paliad.' || ?)::regclass))", table);
    }

    /** Milliseconds of each, without what comes before it. */
    private static double[] times(int rounds, IntConsumer before, IntConsumer timed) {
        double[] times = new double[rounds];
        for (int i = -5; i < rounds; i++) {
            before.accept(Math.abs(i));
            long begun = System.nanoTime();
            timed.accept(Math.abs(i));
            times[Math.max(i, 0)] = (System.nanoTime() - begun) / 1e6;
        }
        return times;
    }

    private static void put(Map<String, Double> figures, String what, double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        figures.put(what + ", p50", sorted[sorted.length / 2]);
        figures.put(what + ", p99", sorted[(int) (sorted.length * 0.99)]);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
