package de.msbls.paliad.calendar.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.PrivateAuthority;
import io.restassured.response.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which encryption the packaged service trusts with a password, as a lawyer sees it who tries a connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptionIT {

    private final Vertx vertx = Vertx.vertx();
    private final Path artifact = PackagedService.artifact();
    private final FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase();

    private PrivateAuthority authority;
    private PackagedService service;
    private Api lawyer;

    @BeforeAll
    void aServiceThatTrustsTheFirmsAuthority() throws IOException {
        authority = new PrivateAuthority();
        UUID anna = firm.user("Anna");
        Path log = artifact.resolveSibling("encryption.log");
        Files.deleteIfExists(log);
        Map<String, String> settings = Map.of(
                "paliad.caldav.trusted-certificates", authority.certificate().toString());
        service = PackagedService.of(artifact, List.of(), firm, settings, log);
        service.start();
        lawyer = Api.at(service.awaitAddress(), anna);
    }

    @AfterAll
    void stop() {
        service.close();
        firm.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatOffersOneOfTheseAloneIsTrusted(String protocol) {
        int port = serverWith(authority.issue(protocol), protocol);

        assertThat(answerFor("https://127.0.0.1:" + port + "/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(bytes = {1, 2})
    void aServerThatKnowsTls10Or11AloneIsTurnedAway(byte minorVersion) {
        Buffer toldToTheServer = Buffer.buffer();
        int port = oldServer(minorVersion, toldToTheServer);

        assertThatItIsRefused("https://127.0.0.1:" + port + "/");
        await().untilAsserted(() -> assertThat(toldToTheServer.getBytes())
                .as("a fatal alert: protocol_version (RFC 5246 §7.2)")
                .endsWith(2, 70));
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() {
        int port = serverWith(authority.issue("another-name"), "TLSv1.3");

        assertThatItIsRefused("https://localhost:" + port + "/");
    }

    @Test
    void aCertificateThatHasExpiredIsRefused() {
        int port = serverWith(authority.issueExpired("expired"), "TLSv1.3");

        assertThatItIsRefused("https://127.0.0.1:" + port + "/");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        int port = serverWith(authority.selfSigned("self-signed"), "TLSv1.3");

        assertThatItIsRefused("https://127.0.0.1:" + port + "/");
    }

    private void assertThatItIsRefused(String server) {
        Response answer = answerFor(server);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.jsonPath().getString("error_code")).isEqualTo("tls");
    }

    private Response answerFor(String server) {
        return lawyer.post(
                "/api/caldav-config/check", Map.of("server_url", server, "username", "anna", "password", "geheim"));
    }

    private int serverWith(Path certificate, String protocol) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setKeyPath(certificate.toString())
                        .setCertPath(certificate.toString()))
                .setEnabledSecureTransportProtocols(Set.of(protocol));
        return join(vertx.createHttpServer(options)
                        .requestHandler(
                                request -> request.response().setStatusCode(207).end(CalendarHome.WITH_ONE_CALENDAR))
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    /** Chooses its own version, whatever is offered, as servers did before TLS 1.3; a JDK would not let us have a whole one. */
    private int oldServer(byte minorVersion, Buffer told) {
        return join(vertx.createNetServer()
                        .connectHandler(socket -> {
                            socket.write(serverHello(minorVersion));
                            socket.handler(told::appendBuffer);
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    /** RFC 4346 §7.4.1.3, in a record of its own, with TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA. */
    private static Buffer serverHello(byte minorVersion) {
        Buffer hello = Buffer.buffer()
                .appendBytes(new byte[] {2, 0, 0, 38, 3, minorVersion})
                .appendBytes(new byte[32])
                .appendBytes(new byte[] {0, (byte) 0xC0, 0x0A, 0});
        return Buffer.buffer()
                .appendBytes(new byte[] {22, 3, minorVersion})
                .appendUnsignedShort(hello.length())
                .appendBuffer(hello);
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
