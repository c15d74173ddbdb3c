package de.msbls.paliad.calendar.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged service as a process of its own, which a test may kill and start again: the jar, or the native binary. It
 * serves on ports that are free just then and accepts {@link Tokens}; what it says goes to a file.
 */
public final class PackagedService implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final Pattern MANAGEMENT_ADDRESS =
            Pattern.compile("Management interface listening on http://[^:]+:(\\d+)");

    private final Path artifact;
    private final List<String> virtualMachine;
    private final Map<String, String> settings;
    private final Path log;
    private Process process;
    private long logged;

    private PackagedService(Path artifact, List<String> virtualMachine, Map<String, String> settings, Path log) {
        this.artifact = artifact;
        this.virtualMachine = virtualMachine;
        this.settings = settings;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /**
     * Not started yet.
     *
     * @param artifact a jar, or an executable
     * @param virtualMachine its options, {@code -Xmx128m} for one
     * @param settings beside those that every test needs: leave to talk to this machine, keys, the
     *     database's user
     */
    public static PackagedService of(
            Path artifact, List<String> virtualMachine, Map<String, String> settings, Path log) {
        Map<String, String> all = new HashMap<>(Map.of(
                "quarkus.profile", "test", // in production it refuses to talk to this machine
                "quarkus.http.port", "0",
                "quarkus.management.port", "0",
                "paliad.api.requests-per-second", "100000",
                "paliad.credentials.keys", "test:" + randomKey(),
                "paliad.caldav.allow-http", "true",
                "paliad.caldav.allowed-networks", "127.0.0.0/8,::1/128",
                "mp.jwt.verify.publickey", Tokens.publicKey(),
                "mp.jwt.verify.issuer", Tokens.ISSUER,
                "mp.jwt.verify.audiences", Tokens.AUDIENCE));
        all.putAll(Map.of("quarkus.datasource.username", "postgres", "quarkus.datasource.password", "postgres"));
        all.putAll(settings);
        return new PackagedService(artifact, virtualMachine, all, log);
    }

    /** The same, on that firm's database. */
    public static PackagedService of(
            Path artifact, List<String> virtualMachine, FirmDatabase firm, Map<String, String> settings, Path log) {
        Map<String, String> all = new HashMap<>(Map.of(
                "quarkus.datasource.jdbc.url", firm.jdbcUrl(), "quarkus.datasource.reactive.url", firm.reactiveUrl()));
        all.putAll(settings);
        return of(artifact, virtualMachine, all, log);
    }

    /** What this build has packaged, as the integration tests find it. */
    public static Path artifact() {
        return artifactOf(Path.of(System.getProperty("native.image.path", "target/runner"))
                .getParent());
    }

    /** What was packaged in that folder. */
    public static Path artifactOf(Path buildDirectory) {
        Path description = buildDirectory.resolve("quarkus-artifact.properties");
        Properties artifact = new Properties();
        try (InputStream file = Files.newInputStream(description)) {
            artifact.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is packaged in " + buildDirectory, e);
        }
        return buildDirectory.resolve(artifact.getProperty("path"));
    }

    /** A new process; does not wait until it serves. */
    public void start() {
        try {
            logged = Files.exists(log) ? Files.size(log) : 0;
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        boolean isJar = artifact.toString().endsWith(".jar");
        List<String> command = new ArrayList<>(List.of(isJar ? java() : artifact.toString()));
        command.addAll(virtualMachine);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        if (isJar) {
            command.addAll(List.of("-jar", artifact.toString()));
        }
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Waits until it serves; answers where. */
    public URI awaitAddress() {
        return await(ADDRESS);
    }

    /** Waits until it can be measured; answers where. */
    public URI awaitManagementAddress() {
        return await(MANAGEMENT_ADDRESS);
    }

    private URI await(Pattern listening) {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        Optional<URI> address = address(listening);
        while (address.isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("the service does not start: see " + log);
            }
            pause();
            address = address(listening);
        }
        return address.get();
    }

    /** Where it serves, as soon as it does; nothing while it starts, the old one when it has ended. */
    public Optional<URI> address() {
        return address(ADDRESS);
    }

    private Optional<URI> address(Pattern listening) {
        try (InputStream said = Files.newInputStream(log)) {
            said.skipNBytes(logged);
            Matcher found = listening.matcher(new String(said.readAllBytes(), StandardCharsets.UTF_8));
            return found.find() ? Optional.of(URI.create("http://127.0.0.1:" + found.group(1))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Stands still until it is told to go on; its connections stay open, and nobody learns of it. */
    public void standStill() {
        Signal.STOP.send(pid());
    }

    public void goOn() {
        Signal.CONT.send(pid());
    }

    /** SIGKILL: it gets no chance to do anything more. Does not wait. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** Until a killed one is gone. */
    public void awaitEnd() {
        process.onExit().join();
    }

    /** Ends it as a system would: SIGTERM, then wait. */
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            awaitEnd();
        }
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
