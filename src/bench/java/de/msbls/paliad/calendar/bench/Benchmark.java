package de.msbls.paliad.calendar.bench;

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

/**
 * The packaged service, the server's floor and vdirsyncer in turn on one CalDAV server, each run on a calendar of its own,
 * so that all meet the same load of this machine. Says what it saw; it is no test.
 */
final class Benchmark {

    private static final int WARM_UP = 200;

    private final Options options;
    private final PrintStream out;

    private Benchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of("target");
        Options options = Options.of(arguments, PackagedService.artifactOf(target));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new Benchmark(options, out).run(Files.createDirectories(target.resolve("bench")));
        System.exit(0); // the embedded database stops by a hook
    }

    private void run(Path directory) throws IOException, InterruptedException {
        Path log = directory.resolve("service.log");
        Path collections = directory.resolve("gc.log");
        Files.deleteIfExists(log);
        try (FirmDatabase firm = PostgresServer.NEWEST.durable().migratedDatabase();
                CalendarServer server = CalendarServer.start(options.server());
                PackagedService service = service(firm, collections, log)) {
            service.start();
            URI address = service.awaitAddress();
            head(service, log);
            Ours ours = new Ours(firm, address, server, new CpuClock(service.pid(), firm));
            if (options.large()) {
                new LargeCalendar(firm, ours, service, collections, out).run(options.sizes());
            } else {
                compare(server, ours);
            }
        }
    }

    private PackagedService service(FirmDatabase firm, Path collections, Path log) {
        List<String> virtualMachine = new ArrayList<>(options.virtualMachine());
        if (options.service().toString().endsWith(".jar")) {
            virtualMachine.add("-Xlog:gc:file=" + collections);
        }
        return PackagedService.of(
                options.service(),
                virtualMachine,
                firm,
                Map.of(
                        "paliad.caldav.connections-per-account",
                        Integer.toString(options.connections()),
                        "paliad.sync.quiet-interval",
                        "1h"), // no tick but those that are asked for
                log);
    }

    private void head(PackagedService service, Path log) throws IOException {
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        out.printf(
                "%s (pid %d, says: %s) on %s, %d connections, %d processors, load %s%n",
                options.service().getFileName(),
                service.pid(),
                log,
                options.server(),
                options.connections(),
                Runtime.getRuntime().availableProcessors(),
                load);
    }

    private void compare(CalendarServer server, Ours ours) throws IOException, InterruptedException {
        EventText event = ours.sample(WARM_UP);
        PutFloor floor = new PutFloor(server, event, options.connections());
        floor.run(WARM_UP);
        Vdirsyncer peer = peer(server, event);
        Report report = new Report(out);
        for (int size : options.sizes()) {
            for (int round = 1; round <= options.rounds(); round++) {
                out.printf("%nround %d of %d appointments%n", round, size);
                report.add(size, ours, ours.run(size));
                report.add(size, floor, floor.run(size));
                if (peer != null) {
                    report.addEmptyRun(size, peer.emptyRun());
                    report.add(size, peer, peer.run(size));
                }
            }
        }
        report.print();
    }

    private Vdirsyncer peer(CalendarServer server, EventText event) throws IOException, InterruptedException {
        if (!options.peer()) {
            return null;
        }
        if (!Vdirsyncer.isHere()) {
            out.println("vdirsyncer is not here ('apt-get install vdirsyncer'): left out");
            return null;
        }
        return Vdirsyncer.on(server, event);
    }
}
