package de.msbls.paliad.calendar.sync.chaos;

import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.RestartablePostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All processes of the service on one database: workers and API processes. */
final class Pods implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<Pod> all = new ArrayList<>();
    private final Set<Pod> inTrouble = new HashSet<>();

    /** A lease that a pod leaves behind is waited for: a short one, and requests shorter than what is left of it. */
    Pods(Extent extent, RestartablePostgres postgres) {
        Path artifact = PackagedService.artifact();
        boolean isNative = !artifact.toString().endsWith(".jar");
        List<String> small = isNative ? List.of() : List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");
        Path logs = emptied(artifact.resolveSibling("chaos-journey"));
        for (int number = 1; number <= extent.workers() + extent.apis(); number++) {
            boolean isWorker = number <= extent.workers();
            String name = isWorker ? "worker-" + number : "api-" + (number - extent.workers());
            Map<String, String> settings = new HashMap<>(Map.of(
                    "quarkus.datasource.jdbc.url",
                    postgres.jdbcUrl(),
                    "quarkus.datasource.reactive.url",
                    postgres.reactiveUrl(name),
                    "paliad.role",
                    isWorker ? "worker" : "api",
                    "paliad.migrate",
                    number == 1 ? "true" : "false",
                    "paliad.credentials.keys",
                    "chaos:" + Base64.getEncoder().encodeToString(new byte[32])));
            settings.putAll(pace(extent));
            all.add(new Pod(name, isWorker, artifact, small, settings, logs.resolve(name + ".log")));
        }
    }

    /** The guards hold nothing: there is nobody who would answer them. */
    private static Map<String, String> pace(Extent extent) {
        String quiet = extent.quietInterval().toMillis() + "ms";
        return Map.of(
                "paliad.worker.lease", "6s",
                "paliad.worker.grace", "3s",
                "paliad.worker.poll-interval", "200ms",
                "paliad.caldav.request-timeout", "2500ms",
                "paliad.caldav.connections-per-account", "2",
                "paliad.sync.active-interval", quiet,
                "paliad.sync.quiet-interval", quiet,
                "paliad.sync.listing-lag", "0s",
                "paliad.guard.deletions", "1000000",
                "paliad.guard.emptied-from", "1000000");
    }

    private static Path emptied(Path directory) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One migrates, and the others come when it has. */
    void start() {
        all.get(0).start();
        all.get(0).awaitServing();
        List<Pod> others = all.subList(1, all.size());
        others.forEach(Pod::start);
        others.forEach(Pod::awaitServing);
    }

    /** Those that answer requests just now. */
    List<Pod> apis() {
        return all.stream().filter(pod -> !pod.isWorker() && pod.serves()).toList();
    }

    /** One that serves and that nobody else has taken; waits for one. It is the caller's until she leaves it. */
    Pod take(Predicate<Pod> wanted, Draw draw) {
        AtomicReference<Pod> taken = new AtomicReference<>();
        await("a pod to be in trouble").atMost(PATIENCE).until(() -> {
            synchronized (inTrouble) {
                List<Pod> free = all.stream()
                        .filter(wanted)
                        .filter(pod -> !inTrouble.contains(pod) && pod.serves())
                        .toList();
                if (!free.isEmpty()) {
                    taken.set(draw.of(free));
                    inTrouble.add(taken.get());
                }
                return !free.isEmpty();
            }
        });
        return taken.get();
    }

    void awaitAnotherWorker(Pod than) {
        await("another worker").atMost(PATIENCE).until(() -> all.stream()
                .anyMatch(pod -> pod.isWorker() && pod != than && pod.serves()));
    }

    void leave(Pod pod) {
        synchronized (inTrouble) {
            inTrouble.remove(pod);
        }
    }

    void awaitServing() {
        all.forEach(Pod::awaitServing);
    }

    /** Those that have ended though nobody told them to. */
    List<Pod> fallen() {
        return all.stream().filter(Pod::hasFallen).toList();
    }

    @Override
    public void close() {
        all.forEach(Pod::end);
    }
}
