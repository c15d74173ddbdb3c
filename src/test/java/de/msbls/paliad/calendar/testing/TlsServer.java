package de.msbls.paliad.calendar.testing;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.dev.server.RealServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * sabre/dav behind TLS, with a certificate of an authority of the firm's own. The user's other client may go without; what
 * the service asks for is told apart in the server's log by its port.
 */
public final class TlsServer {

    private final RemoteServer server;
    private final Path accessLog;
    private final int http2 = RealServer.freePort();
    private final int http1 = RealServer.freePort();

    private TlsServer(PrivateAuthority authority) throws IOException {
        Path directory = Files.createTempDirectory("caldav");
        Path certificate = authority.issue("calendar");
        Files.writeString(directory.resolve("listen-tls.conf"), """
                listen 127.0.0.1:%d ssl http2;
                listen 127.0.0.1:%d ssl;
                ssl_certificate %s;
                ssl_certificate_key %3$s;
                """.formatted(http2, http1, certificate));
        this.accessLog = directory.resolve("access.log");
        this.server = RemoteServer.start(RealServer.Kind.SABREDAV, directory);
    }

    static TlsServer start(PrivateAuthority authority) {
        try {
            return new TlsServer(authority);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RemoteServer server() {
        return server;
    }

    /** Where it offers HTTP/2 (RFC 9113) and, as always, HTTP/1.1. */
    public URI http2() {
        return URI.create("https://127.0.0.1:" + http2 + "/");
    }

    /** Where it offers HTTP/1.1 alone. */
    public URI http1() {
        return URI.create("https://127.0.0.1:" + http1 + "/");
    }

    /** Fails unless all that was asked on that account by TLS was asked by this protocol, over at most so many connections. */
    public void assertThatAllCame(RemoteAccount account, URI by, String protocol, int connections) {
        List<Request> requests = requests(account, by.getPort());
        assertThat(requests).isNotEmpty().extracting(Request::protocol).containsOnly(protocol);
        assertThat(requests.stream().map(Request::connection).distinct())
                .as("the connections of %d requests", requests.size())
                .hasSizeLessThanOrEqualTo(connections);
    }

    private List<Request> requests(RemoteAccount account, int port) {
        try {
            return Files.readAllLines(accessLog).stream()
                    .map(Request::of)
                    .filter(request -> request.user().equals(account.username()) && request.port() == port)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Request(int port, String protocol, String connection, String user) {

        /** Time, duration, method and status come first. */
        static Request of(String line) {
            String[] fields = line.split(" ");
            return new Request(Integer.parseInt(fields[4]), fields[5], fields[6], fields[7]);
        }
    }
}
