package de.msbls.paliad.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.testing.PrivateAuthority;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A firm whose machines reach the internet through an HTTP proxy only. */
class ProxyTest extends ScriptedServerTest {

    private final List<String> connected = new CopyOnWriteArrayList<>();

    private PrivateAuthority authority;
    private HttpServer server;
    private HttpServer proxy;
    private NetClient onwards;
    private URI url;

    @BeforeEach
    void aServerAndAProxy() throws IOException {
        authority = new PrivateAuthority();
        String certificate = authority.issue("calendar").toString();
        onwards = vertx.getDelegate().createNetClient();
        server = listening(vertx.getDelegate()
                .createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PemKeyCertOptions().setKeyPath(certificate).setCertPath(certificate)))
                .requestHandler(request -> request.response().setStatusCode(207).end(multistatus(calendarItself()))));
        proxy = listening(vertx.getDelegate().createHttpServer().requestHandler(this::connect));
        url = URI.create("https://127.0.0.1:" + server.actualPort() + "/");
    }

    @AfterEach
    void closeBoth() {
        server.close().toCompletionStage().toCompletableFuture().join();
        proxy.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void httpsGoesThroughItToTheAddressThatWasChecked() {
        CalDavClient behindProxy = client(settings("http://127.0.0.1:" + proxy.actualPort()));

        assertThat(now(behindProxy.list(account(url), url, CALENDAR)).complete())
                .isTrue();
        assertThat(connected).isNotEmpty().allMatch(address -> address.equals("127.0.0.1:" + server.actualPort()));
    }

    @Test
    void anAddressThatIsRefusedIsNotAskedOfItEither() {
        CalDavClient strict = client(new CalDavSettings(
                List.of(),
                false,
                LONG,
                4,
                List.of(authority.certificate()),
                URI.create("http://127.0.0.1:" + proxy.actualPort())));

        assertThat(failure(strict.list(account(url), url, CALENDAR)).fault()).isEqualTo(CalDavFault.ADDRESS_REFUSED);
        assertThat(connected).isEmpty();
    }

    @Test
    void withoutItsProxyNothingIsReached() {
        CalDavClient behindProxy = client(settings("http://127.0.0.1:9"));

        assertThat(failure(behindProxy.list(account(url), url, CALENDAR)).fault())
                .isEqualTo(CalDavFault.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.firm.example:3128", "https://proxy.firm.example:3128", "http://proxy.firm.example"})
    void whatIsNoProxyIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(address))
                .withMessageContaining("http://host:port");
    }

    private CalDavSettings settings(String address) {
        return new CalDavSettings(
                List.of("127.0.0.0/8", "::1/128"),
                false,
                LONG,
                4,
                List.of(authority.certificate()),
                URI.create(address));
    }

    private void connect(HttpServerRequest request) {
        assertThat(request.method()).isEqualTo(HttpMethod.CONNECT);
        connected.add(request.authority().toString());
        onwards.connect(request.authority().port(), request.authority().host())
                .onSuccess(there -> request.toNetSocket().onSuccess(here -> join(here, there)))
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    private static void join(NetSocket one, NetSocket other) {
        one.handler(other::write).closeHandler(closed -> other.close());
        other.handler(one::write).closeHandler(closed -> one.close());
    }

    private static HttpServer listening(HttpServer server) {
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
