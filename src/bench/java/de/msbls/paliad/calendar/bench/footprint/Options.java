package de.msbls.paliad.calendar.bench.footprint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The command line of the benchmark; {@code src/bench/footprint --help} explains it.
 *
 * @param services the one that was packaged now, then those that were named
 */
record Options(List<Path> services, List<String> virtualMachine, int starts, int requests, int appointments) {

    static Options of(String[] arguments, Path packaged) {
        List<Path> services = new ArrayList<>(List.of(packaged));
        List<String> virtualMachine = new ArrayList<>();
        int starts = 20;
        int requests = 10_000;
        int appointments = 5_000;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--service" -> services.add(Path.of(rest.next()).toAbsolutePath());
                case "--vm" -> virtualMachine.add(rest.next());
                case "--starts" -> starts = Integer.parseInt(rest.next());
                case "--requests" -> requests = Integer.parseInt(rest.next());
                case "--appointments" -> appointments = Integer.parseInt(rest.next());
                default -> throw new IllegalArgumentException(word + ": see src/bench/footprint --help");
            }
        }
        return new Options(List.copyOf(services), List.copyOf(virtualMachine), starts, requests, appointments);
    }
}
