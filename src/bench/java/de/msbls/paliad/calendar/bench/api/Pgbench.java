package de.msbls.paliad.calendar.bench.api;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator, which does nothing but send statements: what the database alone can carry. */
final class Pgbench {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([\\d.]+) ms");
    private static final Pattern RATE = Pattern.compile("tps = ([\\d.]+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern PROCESSED = Pattern.compile("transactions actually processed: (\\d+)");

    private final Path program;
    private final URI database;
    private final Map<Act, PgbenchScript> scripts;

    Pgbench(Path program, URI database, Map<Act, PgbenchScript> scripts) {
        this.program = program;
        this.database = database;
        this.scripts = scripts;
    }

    /** As PGBENCH says, on the path, or the newest where Debian puts it. */
    static Optional<Path> find() {
        String named = System.getenv("PGBENCH");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .or(Pgbench::ofDebian);
    }

    private static Optional<Path> ofDebian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin/pgbench"))
                    .filter(Files::isExecutable)
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As many connections, each of which goes on as soon as its last transaction is over. */
    Result run(Mix mix, int seconds, int connections) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(mix, seconds, connections))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("pgbench failed: " + said);
        }
        return new Result(
                number(RATE, said), number(LATENCY, said), (long) number(PROCESSED, said), (long) number(FAILED, said));
    }

    private List<String> command(Mix mix, int seconds, int connections) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=" + Math.min(2, connections),
                "--time=" + seconds,
                "--define=left=0"));
        mix.shares().forEach((act, share) -> {
            PgbenchScript script = scripts.get(act);
            command.add("--file=" + script.file() + "@" + share);
            script.constants().forEach((name, value) -> command.add("--define=" + name + "=" + value));
        });
        command.add(database.toString());
        return command;
    }

    private static double number(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench says " + said);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** What it says; a transaction stands for a request. */
    record Result(double perSecond, double averageMillis, long transactions, long failed) {}
}
