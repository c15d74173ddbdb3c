package de.msbls.paliad.calendar.testing;

import de.msbls.paliad.calendar.dev.server.RealServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A running CalDAV server and the accounts on it. */
public final class RemoteServer implements AutoCloseable {

    private static final Map<String, String> USERS = Map.of("alice", "secret", "bob", "secret2");

    private final RealServer.Kind kind;
    private final Path directory;
    private final int port;
    private RealServer server;

    private RemoteServer(RealServer.Kind kind, Path directory, int port) throws IOException {
        this.kind = kind;
        this.directory = directory;
        this.port = port;
        this.server = RealServer.start(kind, directory, port, USERS);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static RemoteServer start(RealServer.Kind kind) throws IOException {
        return start(kind, Files.createTempDirectory("caldav"));
    }

    /** @param directory may hold files already that its start reads */
    static RemoteServer start(RealServer.Kind kind, Path directory) throws IOException {
        return new RemoteServer(kind, directory, RealServer.freePort());
    }

    public RealServer.Kind kind() {
        return kind;
    }

    /** Where it listens. */
    public URI url() {
        return server.url();
    }

    /** @return alice, who has also a calendar that she may only read, on Radicale, sabre/dav and DAViCal */
    public RemoteAccount alice() {
        return account("alice", "secret");
    }

    public RemoteAccount bob() {
        return account("bob", "secret2");
    }

    /** @return the path of the calendar that alice may only read; nothing where no user may share or lock one */
    public Optional<String> readOnlyCalendar() {
        return switch (kind) {
            case RADICALE -> Optional.of(kind.home("alice") + "readonly/");
            case SABREDAV, DAVICAL -> Optional.of(kind.home("bob") + "shared/");
            case XANDIKOS, CYRUS, SOGO -> Optional.empty();
        };
    }

    /** @return an account that nobody has used before */
    public RemoteAccount newAccount() {
        String name = "user-" + UUID.randomUUID();
        String password = "password-" + UUID.randomUUID();
        try {
            server.addUser(name, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return account(name, password);
    }

    /** The PUTs and DELETEs that it has answered, whoever sent them; known of those behind nginx, which keeps a log. */
    public List<RemoteWrite> writes() {
        try (Stream<String> requests = Files.lines(directory.resolve("access.log"))) {
            return requests.map(RemoteWrite::of).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server is down from now on; what it stores stays. */
    public void stop() {
        server.close();
    }

    /** It is up again, on the same port. */
    public void startAgain() {
        try {
            server = RealServer.start(kind, directory, port, USERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it and forgets what it stores. */
    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (NoSuchFileException gone) {
            // closed twice
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RemoteAccount account(String name, String password) {
        return new RemoteAccount(url().resolve(kind.entry()), url().resolve(kind.home(name)), name, password);
    }
}
