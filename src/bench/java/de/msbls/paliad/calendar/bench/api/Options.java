package de.msbls.paliad.calendar.bench.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The command line of the benchmark; {@code src/bench/api --help} explains it.
 *
 * @param services the one that was packaged now, then those that were named
 */
record Options(
        List<Path> services,
        List<String> virtualMachine,
        int users,
        int connections,
        int seconds,
        int warmUpSeconds,
        int rounds) {

    private static final int LONGEST_PHASE = 240;

    /** @throws IllegalArgumentException for a phase in which the tokens' five minutes would pass */
    Options {
        if (Math.max(seconds, warmUpSeconds) > LONGEST_PHASE) {
            throw new IllegalArgumentException("a phase takes " + LONGEST_PHASE + " s at most");
        }
    }

    static Options of(String[] arguments, Path packaged) {
        List<Path> services = new ArrayList<>(List.of(packaged));
        List<String> virtualMachine = new ArrayList<>();
        int users = 2000;
        int connections = 16;
        int seconds = 20;
        int warmUpSeconds = 20;
        int rounds = 3;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--service" -> services.add(Path.of(rest.next()).toAbsolutePath());
                case "--vm" -> virtualMachine.add(rest.next());
                case "--users" -> users = Integer.parseInt(rest.next());
                case "--connections" -> connections = Integer.parseInt(rest.next());
                case "--seconds" -> seconds = Integer.parseInt(rest.next());
                case "--warm-up" -> warmUpSeconds = Integer.parseInt(rest.next());
                case "--rounds" -> rounds = Integer.parseInt(rest.next());
                default -> throw new IllegalArgumentException(word + ": see src/bench/api --help");
            }
        }
        return new Options(
                List.copyOf(services), List.copyOf(virtualMachine), users, connections, seconds, warmUpSeconds, rounds);
    }
}
