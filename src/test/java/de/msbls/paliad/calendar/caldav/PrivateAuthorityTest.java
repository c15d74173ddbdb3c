package de.msbls.paliad.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.testing.Case;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate comes from no public authority. */
class PrivateAuthorityTest extends ScriptedServerTest {

    @TempDir
    Path directory;

    private HttpServer server;
    private URI url;

    @BeforeEach
    void theFirmsServerHasACertificateOfItsOwn() throws IOException, InterruptedException {
        keytool("-genkeypair", "-alias", "firm", "-keyalg", "EC", "-dname", "CN=Calendar of the firm");
        keytool("-exportcert", "-alias", "firm", "-rfc", "-file", authority().toString());
        server = vertx.getDelegate()
                .createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new JksOptions()
                                .setPath(directory.resolve("keys").toString())
                                .setPassword("changeit")))
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
        CalDavClient trusting = client(settings(authority()));

        assertThat(now(trusting.list(account(url), url, CALENDAR)).complete()).isTrue();
    }

    @Test
    @Case(26)
    void itIsNotTrustedByItself() {
        assertThat(failure(client.list(account(url), url, CALENDAR)).fault()).isEqualTo(CalDavFault.TLS);
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
        return new CalDavSettings(List.of("127.0.0.0/8"), false, LONG, 4, List.of(authority));
    }

    private Path authority() {
        return directory.resolve("authority.pem");
    }

    private void keytool(String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        whole.addAll(List.of(command));
        whole.addAll(List.of(
                "-keystore", directory.resolve("keys").toString(), "-storetype", "JKS", "-storepass", "changeit"));
        if (command[0].equals("-genkeypair")) {
            whole.addAll(List.of("-keypass", "changeit", "-ext", "san=ip:127.0.0.1", "-validity", "2"));
        }
        Path log = directory.resolve("keytool.log");
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }
}
