package de.msbls.paliad.calendar.bench;

import de.msbls.paliad.calendar.dev.server.RealServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The command line of the benchmark; {@code src/bench/run --help} explains it. */
record Options(
        List<Integer> sizes,
        int rounds,
        RealServer.Kind server,
        Path service,
        List<String> virtualMachine,
        int connections,
        boolean peer,
        boolean large) {

    static Options of(String[] arguments, Path packaged) {
        List<Integer> sizes = new ArrayList<>();
        List<String> virtualMachine = new ArrayList<>();
        int rounds = 5;
        int connections = 4;
        RealServer.Kind server = RealServer.Kind.SABREDAV;
        Path service = packaged;
        boolean peer = true;
        boolean large = false;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--rounds" -> rounds = Integer.parseInt(rest.next());
                case "--connections" -> connections = Integer.parseInt(rest.next());
                case "--server" -> server = RealServer.Kind.valueOf(rest.next().toUpperCase(Locale.ROOT));
                case "--service" -> service = Path.of(rest.next()).toAbsolutePath();
                case "--vm" -> virtualMachine.add(rest.next());
                case "--no-peer" -> peer = false;
                case "--large" -> large = true;
                default -> sizes.add(Integer.parseInt(word));
            }
        }
        if (sizes.isEmpty()) {
            sizes.addAll(large ? List.of(50_000) : List.of(1000, 5000));
        }
        if (large) {
            virtualMachine.add("-Xmx128m");
        }
        return new Options(
                List.copyOf(sizes), rounds, server, service, List.copyOf(virtualMachine), connections, peer, large);
    }
}
