package de.msbls.paliad.calendar.dev.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL of this machine's, whose data outlives it. */
record EmbeddedDatabase(int port) {

    /** It outlives the class loaders that live reload throws away. */
    private static final String RUNNING_PORT = "dev.postgres.port";

    /**
     * The one that this process has started, else one that an earlier process left running on that folder, else one
     * started now that stops with this process.
     */
    static EmbeddedDatabase running(Path data) {
        synchronized (System.getProperties()) {
            int port = Optional.ofNullable(Integer.getInteger(RUNNING_PORT))
                    .or(() -> leftRunning(data))
                    .orElseGet(() -> start(data));
            System.setProperty(RUNNING_PORT, Integer.toString(port));
            return new EmbeddedDatabase(port);
        }
    }

    Map<String, String> settings() {
        String address = "localhost:" + port + "/postgres";
        return Map.of(
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres",
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://" + address,
                "quarkus.datasource.reactive.url",
                "postgresql://" + address);
    }

    private static int start(Path data) {
        try {
            Files.createDirectories(data.getParent());
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .start()
                    .getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start on " + data, e);
        }
    }

    private static Optional<Integer> leftRunning(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile); // pid, data folder, start time, port, …
            return lines.size() > 3
                    ? Optional.of(Integer.valueOf(lines.get(3).trim())).filter(EmbeddedDatabase::answers)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
