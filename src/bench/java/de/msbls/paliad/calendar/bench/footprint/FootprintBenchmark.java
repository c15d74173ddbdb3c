package de.msbls.paliad.calendar.bench.footprint;

import de.msbls.paliad.calendar.bench.CalendarServer;
import de.msbls.paliad.calendar.bench.Caller;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.RealServer;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The start, the memory and the size of each packaged service, which take turns on one migrated database. Says what it saw; it
 * is no test.
 */
final class FootprintBenchmark {

    private static final int USERS_AT_ONCE = 16;
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Options options;
    private final FirmDatabase firm;
    private final UUID lawyer;
    private final Report report;

    private FootprintBenchmark(Options options, FirmDatabase firm, Report report) {
        this.options = options;
        this.firm = firm;
        this.lawyer = firm.user("Anna");
        this.report = report;
    }

    public static void main(String[] arguments) throws Exception {
        Path target = Path.of("target");
        Options options = Options.of(arguments, PackagedService.artifactOf(target));
        Path directory = Files.createDirectories(target.resolve("bench/footprint"));
        Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        List<Contender> contenders = new ArrayList<>();
        for (Path service : options.services()) {
            contenders.add(Contender.of(1 + contenders.size(), service, directory));
        }
        try (FirmDatabase firm = PostgresServer.NEWEST.durable().migratedDatabase();
                CalendarServer server = CalendarServer.start(RealServer.Kind.SABREDAV)) {
            FootprintBenchmark benchmark = new FootprintBenchmark(options, firm, report);
            benchmark.measureStarts(contenders);
            for (Contender contender : contenders) {
                report.size(contender, contender.size(), contender.compressedSize());
                benchmark.measureApi(contender);
                benchmark.measureSync(contender, server);
            }
        }
        System.exit(0); // the embedded database stops by a hook
    }

    private void measureStarts(List<Contender> contenders) throws IOException, InterruptedException {
        for (int round = 0; round < options.starts(); round++) {
            for (Contender contender : contenders) {
                try (Contender.Run run = contender.run("api", options.virtualMachine(), firm)) {
                    report.start(contender, FirstAnswer.of(run, Tokens.of(lawyer)));
                }
            }
        }
        report.starts();
    }

    private void measureApi(Contender contender) throws Exception {
        try (Contender.Run run = contender.run("api", options.virtualMachine(), firm)) {
            FirstAnswer.of(run, Tokens.of(lawyer));
            Thread.sleep(SETTLING.toMillis());
            long pid = run.service().pid();
            report.memory("idle", Memory.of(pid));
            ask(run, options.requests());
            report.memory("after " + options.requests() + " requests", Memory.of(pid));
            long begin = System.nanoTime();
            Duration before = spent(pid);
            ask(run, options.requests());
            report.load(
                    options.requests(),
                    Duration.ofNanos(System.nanoTime() - begin),
                    spent(pid).minus(before));
        }
    }

    /** A page of her appointments each time, by so many users at once. */
    private void ask(Contender.Run run, int requests) throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(USERS_AT_ONCE);
        List<Future<?>> asked = new ArrayList<>();
        for (int user = 0; user < USERS_AT_ONCE; user++) {
            Caller caller = Caller.of(run.address(), lawyer);
            asked.add(users.submit(() -> {
                for (int request = 0; request < requests / USERS_AT_ONCE; request++) {
                    caller.call("GET", "/api/appointments", "", 200);
                }
            }));
        }
        for (Future<?> user : asked) {
            user.get();
        }
        users.shutdown();
    }

    private static Duration spent(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    private void measureSync(Contender contender, CalendarServer server) throws IOException, InterruptedException {
        UUID user = firm.user(UUID.randomUUID().toString());
        firm.run("""
                INSERT INTO paliad.appointments (title, description, location, starts_at, ends_at, time_zone, created_by)
                SELECT 'Appointment ' || n, 'Bring the files', 'Room ' || n % 40, start, start + interval '1 hour',
                       'Europe/Berlin', ?
                FROM generate_series(1, ?) n, LATERAL (SELECT now() + n % 400 * interval '1 day') day (start)
                """, user, options.appointments());
        try (Contender.Run run = contender.run("all", options.virtualMachine(), firm)) {
            FirstAnswer.of(run, Tokens.of(user));
            connect(Caller.of(run.address(), user), server.account());
            awaitSync(user);
            report.memory(
                    "after a sync of " + options.appointments(),
                    Memory.of(run.service().pid()));
        }
        firm.run("UPDATE paliad.user_caldav_config SET enabled = false WHERE user_id = ?", user);
    }

    private static void connect(Caller user, RemoteAccount account) {
        JsonObject connection = new JsonObject()
                .put("server_url", account.server().toString())
                .put("username", account.username())
                .put("password", account.password())
                .put("calendar_path", account.newCalendar().path());
        user.call("PUT", "/api/caldav-config", connection.encode(), 201);
    }

    private void awaitSync(UUID user) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!firm.<Boolean>value("""
                SELECT EXISTS (SELECT FROM paliad.user_calendar_bindings binding
                               JOIN paliad.binding_sync_state state ON state.binding_id = binding.id
                               WHERE binding.user_id = ? AND state.state = 'in_sync')
                """, user)) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("not in sync after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
