package de.msbls.paliad.calendar.dev.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real CalDAV server on a loopback port, installed first where it is missing and rights allow. It runs as a child of
 * this process and ends with it, however that ends. Its users and calendars stay in its folder.
 */
public final class RealServer implements AutoCloseable {

    /** The servers that can be had. */
    public enum Kind {
        RADICALE("/%s/"),
        SABREDAV("/calendars/%s/"),
        XANDIKOS("/%s/calendars/"),
        DAVICAL("/davical/caldav.php/%s/"),
        CYRUS("/dav/calendars/user/%s/"),
        SOGO("/SOGo/dav/%s/Calendar/", "/SOGo/dav/");

        private final String home;
        private final String entry;

        Kind(String home) {
            this(home, "/");
        }

        Kind(String home, String entry) {
            this.home = home;
            this.entry = entry;
        }

        /** @return the path under which that user's calendars stand */
        public String home(String user) {
            return home.formatted(user);
        }

        /** @return the path that users are told to give */
        public String entry() {
            return entry;
        }
    }

    /** Installing it may be part of the start. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Path SCRIPTS = Path.of(System.getProperty("basedir", ""))
            .resolve("src/dev/servers")
            .toAbsolutePath();

    private final Process process;
    private final Path directory;
    private final int port;
    private final Thread stopAtExit = new Thread(this::close, "stop-caldav-server");

    private RealServer(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param directory its state, kept between runs; short, since a UNIX socket may stand in it, and readable by all,
     *     since sabre/dav's workers run as another user
     * @param users passwords by name; more can be added by {@link #addUser} at any time
     * @throws IOException says in one line why it could not be had
     */
    public static RealServer start(Kind kind, Path directory, int port, Map<String, String> users) throws IOException {
        Files.createDirectories(directory);
        makeReadableByAll(directory);
        Files.writeString(directory.resolve("users"), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Path log = directory.resolve("log");
        String script = SCRIPTS.resolve(kind.name().toLowerCase(Locale.ROOT)).toString();
        Process process = new ProcessBuilder("/bin/bash", script, directory.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RealServer server = new RealServer(process, directory, port);
        Runtime.getRuntime().addShutdownHook(server.stopAtExit);
        for (Map.Entry<String, String> user : users.entrySet()) {
            server.addUser(user.getKey(), user.getValue());
        }
        server.awaitAnswer(kind, log);
        return server;
    }

    /** @return a port of this machine's loopback address that nothing listens on */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return whether a server could listen on that port of the loopback address now */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The address to give as {@code server_url}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Lets a user in who was unknown so far; one who is known keeps her password. */
    public void addUser(String name, String password) throws IOException {
        Path users = directory.resolve("users");
        List<String> known = Files.readAllLines(users);
        if (known.stream().noneMatch(line -> line.startsWith(name + ":"))) {
            Files.writeString(users, name + ":" + password + "\n", StandardOpenOption.APPEND);
        }
    }

    /** Stops it; its state stays. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // its script ends with its input, and the server with the script
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        if (Thread.currentThread() != stopAtExit) {
            forgetStopAtExit();
        }
    }

    private void forgetStopAtExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException exiting) {
            // The hook runs by itself then, and finds nothing left to stop.
        }
    }

    private void awaitAnswer(Kind kind, Path log) throws IOException {
        Instant end = Instant.now().plus(START_LIMIT);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                close();
                throw new IOException(kind + " cannot be had: " + lastLine(log));
            }
            pause();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2000);
            socket.getOutputStream()
                    .write("OPTIONS / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a CalDAV server was starting", e);
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it said nothing, see " + log : lines.get(lines.size() - 1);
    }

    private static void makeReadableByAll(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
