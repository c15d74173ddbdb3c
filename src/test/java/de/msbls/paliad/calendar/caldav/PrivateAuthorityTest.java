package de.msbls.paliad.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.testing.Case;
import de.msbls.paliad.calendar.testing.PrivateAuthority;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate comes from no public authority. */
class PrivateAuthorityTest extends ScriptedServerTest {

    @TempDir
    Path directory;

    private PrivateAuthority authority;
    private HttpServer server;
    private URI url;

    @BeforeEach
    void theFirmsServerHasACertificateOfItsAuthority() throws IOException {
        authority = new PrivateAuthority();
        String certificate = authority.issue("calendar").toString();
        server = vertx.getDelegate()
                .createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PemKeyCertOptions().setKeyPath(certificate).setCertPath(certificate)))
                .requestHandler(request -> request.response().setStatusCode(207).end(multistatus(calendarItself())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        url = URI.create("https://127.0.0.1:" + server.actualPort() + "/");
    }

    @AfterEach
    void closeTheServer() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    @Case(26)
    void itIsTrustedWhereTheDeploymentSaysSo() {
        CalDavClient trusting = client(settings(authority.certificate()));

        assertThat(now(trusting.list(account(url), url, CALENDAR)).complete()).isTrue();
    }

    @Test
    @Case(26)
    void itIsNotTrustedByItself() {
        assertThat(failure(client.list(account(url), url, CALENDAR)).fault()).isEqualTo(CalDavFault.TLS);
    }

    @Test
    void aCertificateOfAnotherNameIsNoProof() {
        CalDavClient trusting = client(settings(authority.certificate()));
        URI byAnotherName = URI.create("https://localhost:" + server.actualPort() + "/");

        assertThat(failure(trusting.list(account(byAnotherName), byAnotherName, CALENDAR))
                        .fault())
                .isEqualTo(CalDavFault.TLS);
    }

    @Test
    void aFileWithoutCertificatesIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(settings(directory.resolve("no-such.pem"))))
                .withMessageContaining("no-such.pem");
    }

    @Test
    void aFileOfSomethingElseIsRefusedByItsName() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path notes = Files.writeString(directory.resolve("notes.pem"), "no certificate");

        for (Path file : List.of(empty, notes)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client(settings(file)))
                    .withMessageContaining(file.getFileName() + " holds no certificate");
        }
    }

    private static CalDavSettings settings(Path authority) {
        return new CalDavSettings(List.of("127.0.0.0/8", "::1/128"), false, LONG, 4, List.of(authority), null);
    }
}
