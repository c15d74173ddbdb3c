package de.msbls.paliad.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.caldav.ScriptedServer.Asked;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.view.Changes;
import de.msbls.paliad.calendar.caldav.view.ListedObject;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What moved since a sync token (RFC 6578), as servers tell it. */
class CalDavChangesTest extends ScriptedServerTest {

    private static final String X = CALENDAR + "x.ics";
    private static final String Y = CALENDAR + "y.ics";
    private static final String Z = CALENDAR + "z.ics";

    @Test
    void whatChangedAndWhatIsGoneIsToldWithTheNextToken() {
        Changes changes = changes(answer("two", object(X), failed(Y, 404)));

        assertThat(changes.changed()).containsOnly(Map.entry(X, new ListedObject(X, "\"" + X + "\"")));
        assertThat(changes.removed()).containsExactly(Y);
        assertThat(changes.syncToken()).isEqualTo("two");
        assertThat(changes.listed(X)).isNotNull();
        assertThat(changes.isMissing(Y)).isTrue();
        assertThat(changes.isMissing(Z)).isFalse();
        assertThat(changes.listed(Z)).isNull();
    }

    @Test
    void aQuietCalendarAnswersWithATokenAlone() {
        assertThat(changes(answer("one")).isEmpty()).isTrue();
    }

    @Test
    void theTokenIsAskedFromAsItWasGivenAndTheReportIsOfDepthZero() {
        ScriptedServer server = server(ScriptedServer.answering(207, answer("http://x/?a=1&b=2")));
        ask(server, "http://x/?a=0&b=<2>");

        Asked asked = server.asked().get(0);
        assertThat(asked.method()).isEqualTo("REPORT");
        assertThat(asked.headers()).containsEntry("depth", "0");
        assertThat(asked.body())
                .contains(
                        "<d:sync-token>http://x/?a=0&amp;b=&lt;2&gt;</d:sync-token>", "<d:sync-level>1</d:sync-level>");
    }

    @Test
    void anAnswerCutShortGoesOnFromItsToken() {
        ScriptedServer server = server((asked, response) -> ScriptedServer.answering(
                        207,
                        asked.body().contains(">one<")
                                ? answer("two", object(X), failed(Y, 404), failed(CALENDAR, 507))
                                : answer("three", object(Y), failed(X, 404), object(Z)))
                .accept(asked, response));

        Changes changes = ask(server, "one");

        assertThat(server.asked()).hasSize(2);
        assertThat(changes.changed()).containsOnlyKeys(Y, Z);
        assertThat(changes.removed()).isEqualTo(Set.of(X));
        assertThat(changes.syncToken()).isEqualTo("three");
    }

    @Test
    void aServerThatCutsShortAndDoesNotGoOnIsNotAskedForEver() {
        ScriptedServer server = server(ScriptedServer.answering(207, answer("one", failed(CALENDAR, 507))));

        assertThat(failure(client.changes(account(server.url()), server.url(), CALENDAR, "one"))
                        .fault())
                .isEqualTo(CalDavFault.MALFORMED);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aServerThatCutsShortForEverAndTellsNothingNewIsNotAskedForEver() {
        AtomicInteger page = new AtomicInteger();
        ScriptedServer server = server((asked, response) -> ScriptedServer.answering(
                        207, answer("page-" + page.incrementAndGet(), object(X), failed(CALENDAR, 507)))
                .accept(asked, response));

        assertThat(failure(client.changes(account(server.url()), server.url(), CALENDAR, "one"))
                        .fault())
                .isEqualTo(CalDavFault.MALFORMED);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void anAnswerWithoutATokenSaysNothing() {
        ScriptedServer server = server(ScriptedServer.answering(207, multistatus(object(X))));

        assertThat(failure(client.changes(account(server.url()), server.url(), CALENDAR, "one"))
                        .fault())
                .isEqualTo(CalDavFault.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "403, valid-sync-token, FORBIDDEN",
        "409, valid-sync-token, REFUSED",
        "403, supported-report, FORBIDDEN",
        "500, '', SERVER_ERROR",
        "501, '', METHOD_NOT_ALLOWED"
    })
    void aTokenOrReportThatTheServerDoesNotKnowIsAFault(int status, String condition, CalDavFault fault) {
        String error = condition.isEmpty() ? "" : "<error xmlns='DAV:'><" + condition + "/></error>";
        ScriptedServer server = server(ScriptedServer.answering(status, error));

        CalDavException failure = failure(client.changes(account(server.url()), server.url(), CALENDAR, "old"));

        assertThat(failure.fault()).isEqualTo(fault);
        assertThat(failure.condition()).isEqualTo(condition.isEmpty() ? null : condition);
    }

    @Test
    void aCalendarThatIsGoneIsNotFound() {
        ScriptedServer server = server(ScriptedServer.answering(207, answer("two", failed(CALENDAR, 404))));

        assertThat(failure(client.changes(account(server.url()), server.url(), CALENDAR, "one"))
                        .fault())
                .isEqualTo(CalDavFault.NOT_FOUND);
    }

    @Test
    void anEventIsFoundByItsUid() {
        ScriptedServer server = server(ScriptedServer.answering(207, multistatus(object(X))));

        assertThat(now(client.hrefsWithUid(account(server.url()), server.url(), CALENDAR, "a&b")))
                .containsExactly(X);
        assertThat(server.asked().get(0).body()).contains("<c:text-match collation=\"i;octet\">a&amp;b</c:text-match>");
    }

    @Test
    void aServerThatFiltersNothingFindsNothing() {
        String all = multistatus(object(X), object(Y), object(Z), object(X + "1"), object(X + "2"), object(X + "3"));
        ScriptedServer server = server(ScriptedServer.answering(207, all));

        assertThat(now(client.hrefsWithUid(account(server.url()), server.url(), CALENDAR, "uid")))
                .isEmpty();
    }

    private Changes changes(String answer) {
        return ask(server(ScriptedServer.answering(207, answer)), "one");
    }

    private Changes ask(ScriptedServer server, String token) {
        URI home = server.url();
        return now(client.changes(account(home), home, CALENDAR, token));
    }

    private static String answer(String token, String... responses) {
        String escaped = token.replace("&", "&amp;");
        return multistatus(responses)
                .replace("</multistatus>", "<sync-token>" + escaped + "</sync-token></multistatus>");
    }
}
