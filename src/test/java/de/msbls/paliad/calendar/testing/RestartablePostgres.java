package de.msbls.paliad.calendar.testing;

import de.msbls.paliad.calendar.dev.server.RealServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the caller's own that she may restart and let crash. Its data and its port stay the same, and what it has
 * committed outlives both.
 */
public final class RestartablePostgres implements AutoCloseable {

    private final Path directory;
    private final int port = RealServer.freePort();
    private EmbeddedPostgres postgres;

    private RestartablePostgres(Path directory) {
        this.directory = directory;
    }

    public static RestartablePostgres start() {
        try {
            RestartablePostgres server = new RestartablePostgres(Files.createTempDirectory("postgres"));
            server.startOnItsData();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is synced to the disk, since the machine outlives it; but what is committed has left its processes. */
    private void startOnItsData() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig(
                        "synchronous_commit", "on") // off by default here: a crash would undo what was committed
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
    }

    /** Ends every session, then itself, and starts again; answers when it takes connections. */
    public synchronized void restart() {
        try {
            postgres.close();
            startOnItsData();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All its processes abort, and what they had not committed is undone when it starts again. */
    public synchronized void crash() {
        try {
            Path pidFile = directory.resolve("data/postmaster.pid");
            String pid = Files.readAllLines(pidFile).get(0).strip();
            Signal.QUIT.send(Long.parseLong(pid));
            postgres.getProcess().onExit().join();
            forgetTheProcess();
            startOnItsData();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It would say that it has nothing to stop any more. */
    private void forgetTheProcess() throws IOException {
        Logger log = Logger.getLogger(EmbeddedPostgres.class.getName());
        log.setLevel(Level.OFF);
        postgres.close();
        log.setLevel(null);
    }

    /** Past the service, with a new connection for each caller. */
    public DataSource database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser("postgres");
        source.setPassword("postgres");
        return source;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + address();
    }

    /** For the reactive client, as user postgres; the server sees its sessions under that name. */
    public String reactiveUrl(String application) {
        return "postgresql://postgres:postgres@" + address() + "?application_name=" + application;
    }

    private String address() {
        return "localhost:" + port + "/postgres";
    }

    @Override
    public synchronized void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            postgres.close();
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
