package de.msbls.paliad.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.caldav.ScriptedServer.Asked;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.object.Precondition;
import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests go, what of an answer is read, and what is asked again. */
class CalDavTransportTest extends ScriptedServerTest {

    @Test
    void credentialsAreUtf8AndEveryBodyHasItsLength() {
        ScriptedServer server = server(ScriptedServer.answering(201, ""));

        now(client.put(account(server.url()), server.url(), CALENDAR + "x.ics", "Ü", new Precondition.IfNoneMatch()));

        Asked asked = server.asked().get(0);
        String basic = Base64.getEncoder().encodeToString("älice:geheim-päss".getBytes(StandardCharsets.UTF_8));
        assertThat(asked.headers())
                .containsEntry("authorization", "Basic " + basic)
                .containsEntry("content-length", "2")
                .containsEntry("content-type", "text/calendar; charset=utf-8")
                .containsEntry("if-none-match", "*")
                .doesNotContainKey("transfer-encoding");
    }

    @Test
    void internalAddressIsRefusedUnlessItsNetworkIsAllowed() {
        ScriptedServer server = server(ScriptedServer.answering(207, multistatus(calendarItself())));
        CalDavClient strict = client(new CalDavSettings(List.of("10.0.0.0/8"), true, LONG, 4));

        CalDavException refused = failure(strict.list(account(server.url()), server.url(), CALENDAR));

        assertThat(refused.fault()).isEqualTo(CalDavFault.ADDRESS_REFUSED);
        assertThat(refused.certainlyNotSent()).isTrue();
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "http://[::ffff:10.0.0.1]/",
                "http://[fd00::1]/",
                "http://10.0.0.1/",
                "http://alice:secret@127.0.0.1/",
                "http://2130706433/",
                "ftp://127.0.0.1/",
                "mailto:alice@example.com"
            })
    void urlThatLeadsInsideIsRefused(String url) {
        CalDavClient strict = client(new CalDavSettings(List.of(), true, LONG, 4));

        assertThat(failure(strict.discoverHome(account(URI.create(url)))).fault())
                .isEqualTo(CalDavFault.ADDRESS_REFUSED);
    }

    @Test
    void unencryptedHttpIsRefusedUnlessAllowed() {
        ScriptedServer server = server(ScriptedServer.answering(207, multistatus(calendarItself())));
        CalDavClient strict = client(new CalDavSettings(List.of("127.0.0.0/8"), false, LONG, 4));

        assertThat(failure(strict.list(account(server.url()), server.url(), CALENDAR))
                        .fault())
                .isEqualTo(CalDavFault.ADDRESS_REFUSED);
    }

    @Test
    void redirectIsFollowedWithMethodBodyAndCredentials() {
        ScriptedServer server = server((asked, response) -> {
            if (asked.path().equals(CALENDAR)) {
                response.setStatusCode(301).putHeader("Location", "../moved/").end();
            } else {
                ScriptedServer.answering(207, multistatus(calendarItself())).accept(asked, response);
            }
        });

        assertThat(now(client.list(account(server.url()), server.url(), CALENDAR))
                        .complete())
                .isTrue();

        assertThat(server.asked()).extracting(Asked::path).containsExactly(CALENDAR, "/alice/moved/");
        assertThat(server.asked()).extracting(Asked::method).containsOnly("PROPFIND");
        assertThat(server.asked().get(1).headers()).containsKey("authorization").containsEntry("depth", "1");
        assertThat(server.asked().get(1).body()).contains("getetag");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost:1/",
                "//127.0.0.2/",
                "https://elsewhere.example/",
                "file:///etc/passwd",
                "http://alice:secret@127.0.0.1/"
            })
    void redirectToAnotherOriginIsNotFollowed(String location) {
        ScriptedServer server = server((asked, response) ->
                response.setStatusCode(302).putHeader("Location", location).end());

        assertThat(failure(client.list(account(server.url()), server.url(), CALENDAR))
                        .fault())
                .isEqualTo(CalDavFault.ADDRESS_REFUSED);
        assertThat(failure(client.discoverHome(account(server.url()))).fault()).isEqualTo(CalDavFault.ADDRESS_REFUSED);
    }

    @Test
    void redirectsEndSomewhere() {
        ScriptedServer server = server((asked, response) -> response.setStatusCode(307)
                .putHeader("Location", asked.path() + "x/")
                .end());

        assertThat(failure(client.list(account(server.url()), server.url(), CALENDAR))
                        .fault())
                .isEqualTo(CalDavFault.REFUSED);
        assertThat(server.asked()).hasSize(6);
    }

    @Test
    void nothingListensThere() {
        URI closed = URI.create("http://127.0.0.1:1/");

        CalDavException failure =
                failure(client.put(account(closed), closed, CALENDAR + "x.ics", "x", new Precondition.None()));

        assertThat(failure.fault()).isEqualTo(CalDavFault.UNREACHABLE);
        assertThat(failure.certainlyNotSent()).isTrue();
    }

    @Test
    void serverWithoutTlsBehindHttpsIsATlsFault() {
        ScriptedServer server = server(ScriptedServer.answering(207, ""));
        URI https = URI.create(server.url().toString().replace("http:", "https:"));

        CalDavException failure = failure(client.list(account(https), https, CALENDAR));

        assertThat(failure.fault()).isEqualTo(CalDavFault.TLS);
        assertThat(failure.certainlyNotSent()).isTrue();
    }

    @Test
    void connectionThatBreaksInTheMiddleOfAnAnswerIsNoListing() {
        ScriptedServer server = server((asked, response) -> {
            response.setStatusCode(207).putHeader("Content-Length", "100000");
            response.write("<multistatus xmlns='DAV:'>").onComplete(written -> response.reset());
        });

        assertThat(failure(client.list(account(server.url()), server.url(), CALENDAR))
                        .fault())
                .isEqualTo(CalDavFault.UNREACHABLE);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void keptConnectionThatIsClosedUnannouncedCostsAReadingRequestNothing() {
        AtomicInteger requests = new AtomicInteger();
        NetServer server = closingAfterOneAnswer(requests, "");
        URI url = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
        CalDavAccount account = account(url);

        for (int i = 0; i < 5; i++) {
            assertThat(now(client.get(account, url, CALENDAR + "x.ics")).outcome())
                    .isEqualTo(FetchedObject.Outcome.PRESENT);
        }
        assertThat(requests.get()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void closedConnectionThatOnlyAPropfindIsToldOfCostsAWriteNothing() {
        NetServer server = closingAfterOneAnswer(new AtomicInteger(), "Connection: close\r\n");
        URI url = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
        CalDavAccount account = account(url);
        now(client.list(account, url, CALENDAR));
        assertThat(failure(client.list(account, url, "/no/such/")).fault()).isEqualTo(CalDavFault.NOT_FOUND);

        assertThatWritesArrive(account);
    }

    @Test
    void closedConnectionThatNobodyIsToldOfCostsAWriteNothingOnceARequestHasMetIt() {
        NetServer server = closingAfterOneAnswer(new AtomicInteger(), "");
        URI url = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
        CalDavAccount account = account(url);
        for (int i = 0; i < 20; i++) { // some of which meet one that is closing
            now(client.get(account, url, CALENDAR + "x.ics"));
        }

        assertThatWritesArrive(account);
    }

    private void assertThatWritesArrive(CalDavAccount account) {
        for (int i = 0; i < 20; i++) {
            assertThat(now(client.delete(account, account.serverUrl(), CALENDAR + "x.ics", null)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "MKCALENDAR"})
    void changeThatMayHaveArrivedIsNeverRepeated(String method) {
        ScriptedServer server = server((asked, response) -> response.reset());
        CalDavAccount account = account(server.url());
        Uni<?> change =
                switch (method) {
                    case "PUT" -> client.put(account, server.url(), CALENDAR + "x.ics", "x", new Precondition.None());
                    case "DELETE" -> client.delete(account, server.url(), CALENDAR + "x.ics", null);
                    default -> client.makeCalendar(account, server.url(), "Paliad");
                };

        CalDavException failure = failure(change);

        assertThat(failure.fault()).isEqualTo(CalDavFault.UNREACHABLE);
        assertThat(failure.certainlyNotSent()).isFalse();
        assertThat(server.asked()).extracting(Asked::method).containsExactly(method);
    }

    @Test
    void readingRequestIsRepeatedAFewTimesAndNoMore() {
        ScriptedServer server = server((asked, response) -> response.reset());

        assertThat(failure(client.list(account(server.url()), server.url(), CALENDAR))
                        .fault())
                .isEqualTo(CalDavFault.UNREACHABLE);
        assertThat(server.asked()).hasSize(4);
    }

    /** Answers a connection's first request, and closes it on the second; a PROPFIND is told more about it. */
    private NetServer closingAfterOneAnswer(AtomicInteger requests, String told) {
        String listing = multistatus(calendarItself());
        String answer = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
        return listening(vertx.getDelegate().createNetServer().connectHandler(socket -> {
            AtomicInteger ofThisConnection = new AtomicInteger();
            socket.handler(request -> {
                requests.incrementAndGet();
                if (ofThisConnection.getAndIncrement() > 0) {
                    socket.close();
                } else if (request.toString().startsWith("PROPFIND /no/such/")) {
                    socket.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                } else if (request.toString().startsWith("PROPFIND")) {
                    socket.write("HTTP/1.1 207 Multi-Status\r\nContent-Length: " + listing.length() + "\r\n" + told
                            + "\r\n" + listing);
                } else {
                    socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer);
                }
            });
        }));
    }

    private static NetServer listening(NetServer server) {
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Test
    void gzipIsReadAndItsBombIsNot() {
        Buffer listing = gzip(multistatus(calendarItself()), 1);
        Buffer bomb = gzip(" ".repeat(1024 * 1024), 30);
        ScriptedServer server = server((asked, response) -> response.setStatusCode(207)
                .putHeader("Content-Encoding", "gzip")
                .end(asked.path().equals(CALENDAR) ? listing : bomb));

        assertThat(now(client.list(account(server.url()), server.url(), CALENDAR))
                        .complete())
                .isTrue();
        assertThat(server.asked().get(0).headers()).containsEntry("accept-encoding", "gzip");
        assertThat(failure(client.list(account(server.url()), server.url(), "/bomb/"))
                        .fault())
                .isEqualTo(CalDavFault.TOO_LARGE);
    }

    @Test
    void endlessAnswerIsCutOff() {
        ScriptedServer server = server((asked, response) -> {
            response.setStatusCode(asked.path().contains("error") ? 500 : 207).setChunked(true);
            writeForEver(response);
        });

        assertThat(failure(client.list(account(server.url()), server.url(), CALENDAR))
                        .fault())
                .isEqualTo(CalDavFault.TOO_LARGE);
        assertThat(failure(client.get(account(server.url()), server.url(), "/error"))
                        .fault())
                .isEqualTo(CalDavFault.SERVER_ERROR);
    }

    private static void writeForEver(HttpServerResponse response) {
        response.write(Buffer.buffer("<x/>".repeat(10_000))).onSuccess(written -> writeForEver(response));
    }

    @Test
    void deadlineCoversTheWholeAnswerHoweverItDrips() {
        CalDavClient hasty = client(new CalDavSettings(List.of("127.0.0.0/8"), true, Duration.ofMillis(1500), 4));
        ScriptedServer server = server((asked, response) -> {
            response.setStatusCode(207).setChunked(true);
            vertx.getDelegate().setPeriodic(50, tick -> response.write(" "));
        });

        CalDavException failure = failure(hasty.list(account(server.url()), server.url(), CALENDAR));

        assertThat(failure.fault()).isEqualTo(CalDavFault.TIMEOUT);
        assertThat(failure.certainlyNotSent()).isFalse();
    }

    @Test
    void requestThatNeverHadAConnectionWasCertainlyNotSent() {
        CalDavClient hasty = client(new CalDavSettings(List.of("127.0.0.0/8"), true, Duration.ofMillis(1500), 4));
        NetServer silent = listening(vertx.getDelegate().createNetServer().connectHandler(socket -> {}));
        URI url = URI.create("https://127.0.0.1:" + silent.actualPort() + "/");

        CalDavException failure =
                failure(hasty.put(account(url), url, CALENDAR + "x.ics", "x", new Precondition.None()));

        assertThat(failure.fault()).isEqualTo(CalDavFault.TIMEOUT);
        assertThat(failure.certainlyNotSent()).isTrue();
    }

    @Test
    void anAccountHasNoMoreRequestsUnderWayThanAllowed() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ScriptedServer server = server((asked, response) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            vertx.getDelegate().setTimer(20, later -> {
                underWay.decrementAndGet();
                response.setStatusCode(201).end();
            });
        });
        CalDavAccount account = account(server.url());

        now(Uni.join()
                .all(IntStream.range(0, 40)
                        .mapToObj(i ->
                                client.put(account, server.url(), CALENDAR + i + ".ics", "x", new Precondition.None()))
                        .toList())
                .andFailFast());

        assertThat(server.asked()).hasSize(40);
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void retryAfterIsReadAsSecondsAndAsDate() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(Duration.ofHours(1)).atZone(ZoneOffset.UTC));

        assertThat(throttledWith(503, "120").retryAfter()).isEqualTo(Duration.ofSeconds(120));
        assertThat(throttledWith(429, inAnHour).retryAfter()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
        assertThat(throttledWith(429, "Sun, 06 Nov 1994 08:49:37 GMT").retryAfter())
                .isEqualTo(Duration.ZERO);
        assertThat(throttledWith(503, "soon").retryAfter()).isNull();
    }

    private CalDavException throttledWith(int status, String retryAfter) {
        ScriptedServer server = server((asked, response) -> response.setStatusCode(status)
                .putHeader("Retry-After", retryAfter)
                .end());
        CalDavException failure = failure(client.list(account(server.url()), server.url(), CALENDAR));
        assertThat(failure.fault()).isEqualTo(CalDavFault.THROTTLED);
        return failure;
    }

    @Test
    void failureShowsNeitherPasswordNorWhatTheServerWrote() {
        ScriptedServer server = server(ScriptedServer.answering(500, "remote-text geheim-päss"));
        StringWriter trace = new StringWriter();

        failure(client.list(account(server.url()), server.url(), CALENDAR)).printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString()).contains("SERVER_ERROR (500)").doesNotContain("remote-text", "geheim", "älice");
        assertThat(account(server.url()).toString()).doesNotContain("geheim", "älice");
    }

    private static Buffer gzip(String text, int times) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            for (int i = 0; i < times; i++) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return Buffer.buffer(zipped.toByteArray());
    }
}
