package de.msbls.paliad.calendar.caldav;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.msbls.paliad.calendar.caldav.ScriptedServer.Asked;
import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.Password;
import de.msbls.paliad.calendar.caldav.watch.RequestWatch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;

/** What the tests with a scripted server have in common: a client, and servers that are closed in the end. */
abstract class ScriptedServerTest {

    static final String CALENDAR = "/alice/work/";
    static final Duration LONG = Duration.ofSeconds(30);

    final Vertx vertx = Vertx.vertx();
    private final List<CalDavClient> clients = new ArrayList<>();
    private final List<ScriptedServer> servers = new ArrayList<>();

    final CalDavClient client = client(new CalDavSettings(List.of("127.0.0.0/8"), true, LONG, 4));

    @AfterEach
    void closeEverything() {
        clients.forEach(CalDavClient::close);
        servers.forEach(ScriptedServer::close);
        vertx.closeAndAwait();
    }

    CalDavClient client(CalDavSettings settings, RequestWatch... watches) {
        CalDavClient made = new CalDavClient(vertx, settings, List.of(watches));
        clients.add(made);
        return made;
    }

    ScriptedServer server(BiConsumer<Asked, HttpServerResponse> script) {
        ScriptedServer server = new ScriptedServer(vertx.getDelegate(), script);
        servers.add(server);
        return server;
    }

    static CalDavAccount account(URI url) {
        return new CalDavAccount(UUID.randomUUID(), url, "älice", new Password("geheim-päss"));
    }

    static String multistatus(String... responses) {
        return "<?xml version='1.0' encoding='utf-8'?><multistatus xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'>"
                + String.join("", responses) + "</multistatus>";
    }

    static String found(String href, String properties) {
        return "<response><href>" + href + "</href><propstat><prop>" + properties
                + "</prop><status>HTTP/1.1 200 OK</status></propstat></response>";
    }

    static String failed(String href, int status) {
        return "<response><href>" + href + "</href><status>HTTP/1.1 " + status + " x</status></response>";
    }

    static String calendarItself() {
        return found(CALENDAR, "<resourcetype><collection/><C:calendar/></resourcetype>");
    }

    static String object(String href) {
        return found(href, "<getetag>\"" + href + "\"</getetag><resourcetype/>");
    }

    static String objectWithData(String href) {
        return found(
                href,
                "<getetag>\"" + href
                        + "\"</getetag><C:calendar-data>BEGIN:VCALENDAR\nEND:VCALENDAR\n</C:calendar-data>");
    }

    static CalDavException failure(Uni<?> failing) {
        return catchThrowableOfType(CalDavException.class, () -> now(failing));
    }

    static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
