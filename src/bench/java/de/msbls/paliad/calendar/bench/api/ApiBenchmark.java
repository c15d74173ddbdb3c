package de.msbls.paliad.calendar.bench.api;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API of each packaged service, beside pgbench with the same statements on the same database over as many connections. All
 * take turns within a round, on the same cores, the load generators among them. Says what it saw; it is no test.
 */
final class ApiBenchmark {

    private final Options options;
    private final Path directory;
    private final Path pgbench;
    private final PrintStream out;

    private ApiBenchmark(Options options, Path directory, Path pgbench, PrintStream out) {
        this.options = options;
        this.directory = directory;
        this.pgbench = pgbench;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<Path> pgbench = Pgbench.find();
        if (pgbench.isEmpty()) {
            System.err.println(
                    "pgbench is not here: 'apt-get install postgresql-contrib', or say where by PGBENCH=/path/to/pgbench");
            System.exit(1);
        }
        Path target = Path.of("target");
        Options options = Options.of(arguments, PackagedService.artifactOf(target));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new ApiBenchmark(options, Files.createDirectories(target.resolve("bench/api")), pgbench.get(), out).run();
        System.exit(0); // the embedded database stops by a hook
    }

    private void run() throws IOException, InterruptedException {
        try (FirmDatabase database = PostgresServer.NEWEST.durable().migratedDatabase()) {
            BusyFirm firm = new BusyFirm(database, options.users()).fill();
            List<Pick> picks = firm.picked();
            head(firm);
            Recording recording = new Recording(database, directory);
            Map<Act, PgbenchScript> scripts = recording.of(options.services().get(0), options, picks);
            recording.statements().forEach((act, statements) -> out.printf("%-7s sends %s%n", act, statements));
            List<Contender> contenders = new ArrayList<>();
            try {
                for (Path service : options.services()) {
                    contenders.add(started(service, 1 + contenders.size(), database, picks));
                }
                compare(database, firm, new Pgbench(pgbench, URI.create(database.reactiveUrl()), scripts), contenders);
            } finally {
                contenders.forEach(Contender::close);
            }
        }
    }

    private void head(BusyFirm firm) throws IOException {
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        out.printf(
                "%s; %d connections, %d processors, load %s%n",
                firm.size(), options.connections(), Runtime.getRuntime().availableProcessors(), load);
    }

    private Contender started(Path service, int number, FirmDatabase database, List<Pick> picks)
            throws IOException, InterruptedException {
        Path log = directory.resolve("service-" + number + ".log");
        Files.deleteIfExists(log);
        String name = number + ", " + (Contender.isJar(service) ? "JVM" : "native");
        Contender contender = Contender.start(name, service, options, database, database.reactiveUrl(), picks, log);
        out.printf("%s: %s, says: %s%n", name, service, log);
        contender.warmUp(options);
        return contender;
    }

    private void compare(FirmDatabase database, BusyFirm firm, Pgbench pgbench, List<Contender> contenders)
            throws IOException, InterruptedException {
        ProcessorTime processors = new ProcessorTime(database.value("SELECT pg_backend_pid()"));
        Report report = new Report(out);
        for (int round = 1; round <= options.rounds(); round++) {
            for (Mix mix : Mix.values()) {
                report.begin(mix, round, options.rounds());
                firm.tidy();
                ProcessorTime.Reading before = processors.withPgbench();
                Pgbench.Result result = pgbench.run(mix, options.seconds(), options.connections());
                Report.Beside beside =
                        new Report.Beside(result, processors.withPgbench().minus(before));
                report.pgbench(beside);
                for (Contender contender : contenders) {
                    firm.tidy();
                    Contender.Measure most = contender.most(mix, options, processors);
                    report.most(contender, most);
                    firm.tidy();
                    report.half(
                            mix, contender, beside, most, contender.at(most.perSecond() / 2, mix, options, processors));
                }
            }
        }
        report.print();
    }
}
