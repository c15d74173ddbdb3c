package de.msbls.paliad.calendar.bench;

import de.msbls.paliad.calendar.dev.server.RealServer;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real CalDAV server with one account, whose own log says what it was asked: nothing stands between it and us. */
final class CalendarServer implements AutoCloseable {

    private static final String USER = "alice";
    private static final String PASSWORD = "secret";

    /** It says so on the level "info" only. */
    private static final Pattern RADICALE_REQUEST = Pattern.compile("] ([A-Z]+) request for ");

    private final RealServer server;
    private final Path directory;
    private final RealServer.Kind kind;

    private CalendarServer(RealServer server, Path directory, RealServer.Kind kind) {
        this.server = server;
        this.directory = directory;
        this.kind = kind;
    }

    static CalendarServer start(RealServer.Kind kind) throws IOException {
        Path directory = Files.createTempDirectory("caldav");
        RealServer server = RealServer.start(kind, directory, RealServer.freePort(), Map.of(USER, PASSWORD));
        return new CalendarServer(server, directory, kind);
    }

    RemoteAccount account() {
        String home = kind == RealServer.Kind.RADICALE ? "/alice/" : "/calendars/alice/";
        URI url = server.url();
        return new RemoteAccount(url, url.resolve(home), USER, PASSWORD);
    }

    /** A place in the log, to ask from later. */
    int requestsSoFar() throws IOException, InterruptedException {
        return wholeLog().size();
    }

    Requests requestsSince(int place) throws IOException, InterruptedException {
        List<String> lines = wholeLog();
        return new Requests(lines.subList(place, lines.size()).stream()
                .map(kind == RealServer.Kind.RADICALE ? CalendarServer::radicale : CalendarServer::nginx)
                .toList());
    }

    /** A server answers first, and writes its log then. */
    private List<String> wholeLog() throws IOException, InterruptedException {
        List<String> before;
        List<String> lines = log();
        do {
            before = lines;
            TimeUnit.MILLISECONDS.sleep(100);
            lines = log();
        } while (lines.size() > before.size());
        return lines;
    }

    private List<String> log() throws IOException {
        if (kind == RealServer.Kind.SABREDAV) {
            return Files.readAllLines(directory.resolve("access.log"));
        }
        return Files.readAllLines(directory.resolve("log"), StandardCharsets.UTF_8).stream()
                .filter(line -> RADICALE_REQUEST.matcher(line).find())
                .toList();
    }

    /** The line's time is the end of the request, to the millisecond. */
    private static Requests.Request nginx(String line) {
        String[] fields = line.split(" ");
        double end = Double.parseDouble(fields[0]);
        return new Requests.Request(fields[2], end - Double.parseDouble(fields[1]), end);
    }

    private static Requests.Request radicale(String line) {
        Matcher request = RADICALE_REQUEST.matcher(line);
        return new Requests.Request(request.find() ? request.group(1) : "", 0, 0);
    }

    /** For what else belongs to this run; it goes with the server. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /** Stops it and forgets what it stores. */
    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
