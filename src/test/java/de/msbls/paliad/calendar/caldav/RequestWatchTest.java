package de.msbls.paliad.calendar.caldav;

import static de.msbls.paliad.calendar.caldav.ScriptedServer.answering;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.caldav.object.Precondition;
import de.msbls.paliad.calendar.caldav.watch.RequestWatch;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What those hear who watch the requests. */
class RequestWatchTest extends ScriptedServerTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final RequestWatch watch = method -> {
        heard.add(method + " begins");
        return new RequestWatch.Ongoing() {
            @Override
            public void answered(int status) {
                heard.add(method + " " + status);
            }

            @Override
            public void failed(String reason) {
                heard.add(method + " " + reason);
            }
        };
    };

    private CalDavClient watched(boolean allowHttp, Duration timeout) {
        return client(new CalDavSettings(List.of("127.0.0.0/8"), allowHttp, timeout, 4), watch);
    }

    @Test
    void anAnswerIsHeardWhateverItsStatus() {
        ScriptedServer server = server(answering(207, multistatus(calendarItself())));
        now(watched(true, LONG).list(account(server.url()), server.url(), CALENDAR));
        ScriptedServer broken = server(answering(500, ""));
        failure(watched(true, LONG).list(account(broken.url()), broken.url(), CALENDAR));

        assertThat(heard).containsExactly("PROPFIND begins", "PROPFIND 207", "PROPFIND begins", "PROPFIND 500");
    }

    @Test
    void aRedirectAndARepeatedReadAreOneRequest() {
        ScriptedServer server = server((asked, response) -> {
            if (asked.path().equals(CALENDAR)) {
                response.setStatusCode(307).putHeader("Location", "/there/").end();
            } else if (heard.size() == 1) {
                heard.add("the connection closes");
                response.reset();
            } else {
                answering(207, multistatus(calendarItself())).accept(asked, response);
            }
        });

        now(watched(true, LONG).list(account(server.url()), server.url(), CALENDAR));

        assertThat(heard).containsExactly("PROPFIND begins", "the connection closes", "PROPFIND 207");
    }

    @Test
    void oneThatIsNotAnsweredEndsWithTheReason() {
        ScriptedServer silent = server((asked, response) -> {});
        failure(watched(true, Duration.ofMillis(200))
                .put(account(silent.url()), silent.url(), CALENDAR + "1.ics", "x", new Precondition.IfNoneMatch()));
        URI nobody = URI.create("http://127.0.0.1:1/");
        failure(watched(true, LONG).get(account(nobody), nobody, CALENDAR + "1.ics"));
        failure(watched(false, LONG).delete(account(nobody), nobody, CALENDAR + "1.ics", null));

        assertThat(heard)
                .containsExactly(
                        "PUT begins",
                        "PUT timeout",
                        "GET begins",
                        "GET unreachable",
                        "DELETE begins",
                        "DELETE address_refused");
    }
}
