package de.msbls.paliad.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.caldav.ScriptedServer.Asked;
import de.msbls.paliad.calendar.caldav.collection.RemoteCalendar;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.object.FetchedObject.Outcome;
import de.msbls.paliad.calendar.caldav.object.Precondition;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.view.ListedObject;
import de.msbls.paliad.calendar.caldav.view.Listing;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers answer, and what is made of it. */
class CalDavAnswersTest extends ScriptedServerTest {

    private static final String X = CALENDAR + "x.ics";

    // Listings

    @Test
    void listingHasObjectsAndNeitherCollectionsNorWhatIsGone() {
        Listing listing = listing(multistatus(
                calendarItself(),
                object("http://127.0.0.1:1/alice/work/%78.ics"),
                found(CALENDAR + "no-etag.ics", "<resourcetype/>"),
                found(CALENDAR + "folder/", "<resourcetype><collection/></resourcetype>"),
                failed(CALENDAR + "vanished.ics", 404),
                failed(CALENDAR + "unreadable.ics", 500)));

        assertThat(listing.complete()).isTrue();
        assertThat(listing.objects())
                .containsOnly(
                        Map.entry(
                                X,
                                new ListedObject("/alice/work/%78.ics", "\"http://127.0.0.1:1/alice/work/%78.ics\"")),
                        Map.entry(CALENDAR + "no-etag.ics", new ListedObject(CALENDAR + "no-etag.ics", null)),
                        Map.entry(CALENDAR + "unreadable.ics", new ListedObject(CALENDAR + "unreadable.ics", null)));
    }

    @Test
    void listingThatIsCutShortOrLacksTheCalendarProvesNoAbsence() {
        assertThat(listing(multistatus(calendarItself(), object(X), failed(CALENDAR, 507)))
                        .complete())
                .isFalse();
        assertThat(listing(multistatus(object(X), failed(CALENDAR, 507))).complete())
                .isFalse();
        assertThat(listing(multistatus(object(X))).complete()).isFalse();
        assertThat(listing(multistatus()).complete()).isFalse();
        assertThat(listing(multistatus(found(CALENDAR, "<resourcetype><collection/></resourcetype>")))
                        .complete())
                .isFalse();
    }

    @Test
    void calendarIsRecognisedHoweverItsHrefIsSpelled() {
        String calendar = "<resourcetype><collection/><C:calendar/></resourcetype>";

        assertThat(listing(multistatus(found("http%3A//127.0.0.1%3A18002/alice/work/", calendar)))
                        .complete())
                .isTrue();
        assertThat(listing(multistatus(found("/alice/%77ork", calendar))).complete())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"404, NOT_FOUND", "410, NOT_FOUND", "403, FORBIDDEN"})
    void missingOrForbiddenCalendarIsAFaultAlsoWithinAMultistatus(int status, CalDavFault fault) {
        ScriptedServer inside =
                server(ScriptedServer.answering(207, multistatus(failed("http%3A//127.0.0.1" + CALENDAR, status))));
        ScriptedServer outside = server(ScriptedServer.answering(status, ""));

        for (ScriptedServer server : List.of(inside, outside)) {
            URI home = server.url();
            assertThat(failure(client.list(account(home), home, CALENDAR)).fault())
                    .isEqualTo(fault);
            assertThat(failure(client.collection(account(home), home, CALENDAR)).fault())
                    .isEqualTo(fault);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Sign in</html>",
                "<multistatus xmlns='DAV:'><response><href>/alice/work/</href>",
                "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><multistatus xmlns='DAV:'/>",
                ""
            })
    void whatIsNoMultistatusIsNoListing(String body) {
        ScriptedServer server = server(ScriptedServer.answering(207, body));

        assertThat(failure(client.list(account(server.url()), server.url(), CALENDAR))
                        .fault())
                .isEqualTo(CalDavFault.MALFORMED);
    }

    @Test
    void webPageIsNoCalDav() {
        ScriptedServer server = server(ScriptedServer.answering(200, "<html>Sign in</html>"));

        assertThat(failure(client.list(account(server.url()), server.url(), CALENDAR))
                        .fault())
                .isEqualTo(CalDavFault.NOT_CALDAV);
        assertThat(failure(client.discoverHome(account(server.url()))).fault()).isEqualTo(CalDavFault.NOT_CALDAV);
    }

    // Multiget

    @Test
    void multigetAsksForAtMostAHundredAndWhatIsLeftOutIsUnknown() {
        ScriptedServer server = server((asked, response) -> ScriptedServer.answering(
                        207,
                        multistatus(hrefsIn(asked)
                                .filter(href -> href.endsWith("0.ics"))
                                .map(ScriptedServerTest::objectWithData)
                                .toArray(String[]::new)))
                .accept(asked, response));
        List<String> hrefs =
                IntStream.range(0, 1971).mapToObj(i -> CALENDAR + i + ".ics").toList();

        List<FetchedObject> fetched = now(client.multiget(account(server.url()), server.url(), CALENDAR, hrefs));

        assertThat(fetched).extracting(FetchedObject::href).isEqualTo(hrefs);
        assertThat(fetched).filteredOn(one -> one.outcome() == Outcome.PRESENT).hasSize(198);
        assertThat(fetched).filteredOn(one -> one.outcome() == Outcome.UNKNOWN).hasSize(1773);
        assertThat(server.asked()).hasSize(20).allMatch(asked -> hrefsIn(asked).count() <= 100);
    }

    @Test
    void multigetTellsEachObjectsFate() {
        String text = "<getetag>W/\"1\"</getetag><C:calendar-data>";
        ScriptedServer server = server(ScriptedServer.answering(
                207,
                multistatus(
                        found(CALENDAR + "a%20b.ics", text + "BEGIN:VCALENDAR\nX\nEND:VCALENDAR</C:calendar-data>"),
                        failed(CALENDAR + "404.ics", 404),
                        failed(CALENDAR + "410.ics", 410),
                        failed(CALENDAR + "403.ics", 403),
                        found(CALENDAR + "cut.ics", text + "BEGIN:VCALENDAR\nX</C:calendar-data>"),
                        found(
                                CALENDAR + "garbled.ics",
                                text + "BEGIN:VCALENDAR\n\uFFFD\nEND:VCALENDAR</C:calendar-data>"),
                        found(CALENDAR + "empty.ics", text + "</C:calendar-data>"))));
        List<String> hrefs = Stream.of("a b", "404", "410", "403", "cut", "garbled", "empty")
                .map(name -> CALENDAR + name + ".ics")
                .toList();

        List<FetchedObject> fetched = now(client.multiget(account(server.url()), server.url(), CALENDAR, hrefs));

        assertThat(fetched)
                .extracting(FetchedObject::outcome)
                .containsExactly(
                        Outcome.PRESENT,
                        Outcome.GONE,
                        Outcome.GONE,
                        Outcome.UNKNOWN,
                        Outcome.UNKNOWN,
                        Outcome.UNKNOWN,
                        Outcome.UNKNOWN);
        assertThat(fetched.get(0).etag()).isEqualTo("W/\"1\"");
        assertThat(fetched.get(0).ics()).isEqualTo("BEGIN:VCALENDAR\r\nX\r\nEND:VCALENDAR\r\n");
        assertThat(server.asked().get(0).body()).contains("<d:href>/alice/work/a%20b.ics</d:href>");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void multigetThatIsRefusedAsAWholeSaysNothingOfAnyObject(int status) {
        ScriptedServer server = server(ScriptedServer.answering(status, ""));

        assertThat(now(client.multiget(account(server.url()), server.url(), CALENDAR, List.of(X))))
                .containsExactly(new FetchedObject(X, Hrefs.key(X), Outcome.UNKNOWN, null, null));
    }

    @Test
    void multigetThatIsTooLongIsAskedInSmallerParts() {
        String megabyte = "X".repeat(500 * 1024);
        ScriptedServer server = server((asked, response) -> ScriptedServer.answering(
                        207,
                        multistatus(hrefsIn(asked)
                                .map(href -> found(
                                        href,
                                        "<C:calendar-data>BEGIN:VCALENDAR\n" + megabyte
                                                + "\nEND:VCALENDAR</C:calendar-data>"))
                                .toArray(String[]::new)))
                .accept(asked, response));
        List<String> hrefs =
                IntStream.range(0, 36).mapToObj(i -> CALENDAR + i + ".ics").toList();

        assertThat(now(client.multiget(account(server.url()), server.url(), CALENDAR, hrefs)))
                .extracting(FetchedObject::outcome)
                .containsOnly(Outcome.PRESENT)
                .hasSize(36);
        assertThat(server.asked()).hasSize(3);
    }

    private static Stream<String> hrefsIn(Asked asked) {
        return Arrays.stream(asked.body().split("<d:href>"))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf("</d:href>")));
    }

    // GET

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void objectThatIsGoneIsGone(int status) {
        ScriptedServer server = server(ScriptedServer.answering(status, ""));

        assertThat(now(client.get(account(server.url()), server.url(), X)).outcome())
                .isEqualTo(Outcome.GONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Sign in</html>", "", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"})
    void whatIsNoWholeCalendarObjectIsNotPresent(String body) {
        ScriptedServer server = server(ScriptedServer.answering(200, body));

        assertThat(failure(client.get(account(server.url()), server.url(), X)).fault())
                .isEqualTo(CalDavFault.MALFORMED);
    }

    @Test
    void objectBeyondTheBoundIsNotRead() {
        ScriptedServer server = server(ScriptedServer.answering(200, "BEGIN:VCALENDAR\n" + "X".repeat(600 * 1024)));

        assertThat(failure(client.get(account(server.url()), server.url(), X)).fault())
                .isEqualTo(CalDavFault.TOO_LARGE);
    }

    @Test
    void latinTextOfOtherClientsIsNotLost() {
        byte[] latin = "BEGIN:VCALENDAR\nSUMMARY:Müller\nEND:VCALENDAR\n".getBytes(StandardCharsets.ISO_8859_1);
        ScriptedServer server = server((asked, response) -> response.end(Buffer.buffer(latin)));

        assertThat(now(client.get(account(server.url()), server.url(), X)).ics())
                .isEqualTo("BEGIN:VCALENDAR\r\nSUMMARY:Müller\r\nEND:VCALENDAR\r\n");
    }

    // PUT, DELETE, MKCALENDAR

    @ParameterizedTest
    @CsvSource({"\"abc\", \"abc\"", "unquoted, unquoted", "W/\"abc\",", "'',"})
    void onlyAStrongEtagIsAnswered(String header, String etag) {
        ScriptedServer server = server((asked, response) ->
                response.setStatusCode(204).putHeader("ETag", header).end());

        assertThat(put(server)).isEqualTo(etag);
    }

    @Test
    void missingEtagIsNull() {
        assertThat(put(server(ScriptedServer.answering(201, "")))).isNull();
        assertThat(put(server(ScriptedServer.answering(207, multistatus(failed(X, 201))))))
                .isNull();
    }

    private String put(ScriptedServer server) {
        return now(client.put(account(server.url()), server.url(), X, "x", new Precondition.IfMatch("\"1\"")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED", "401, UNAUTHORIZED", "403, FORBIDDEN", "404, NOT_FOUND", "405, METHOD_NOT_ALLOWED",
        "409, REFUSED", "412, PRECONDITION_FAILED", "415, REFUSED", "423, REFUSED", "429, THROTTLED",
        "500, SERVER_ERROR", "501, METHOD_NOT_ALLOWED", "503, THROTTLED", "507, SERVER_ERROR"
    })
    void statusNamesTheFaultOutsideAndInsideAMultistatus(int status, CalDavFault fault) {
        CalDavException outside = putFailure(server(ScriptedServer.answering(status, "")));
        CalDavException inside = putFailure(server(ScriptedServer.answering(207, multistatus(failed(X, status)))));

        assertThat(outside.fault()).isEqualTo(fault);
        assertThat(outside.status()).isEqualTo(status);
        assertThat(inside.fault()).isEqualTo(fault);
        assertThat(inside.status()).isEqualTo(status);
    }

    @Test
    void uidConflictIsRecognisedWhereverAServerPutsIt() {
        String conflict = "<error xmlns='DAV:'><no-uid-conflict xmlns='urn:ietf:params:xml:ns:caldav'>"
                + "<href xmlns='DAV:'>/alice/work/u1.ics</href></no-uid-conflict></error>";
        String scheduling = "<error xmlns='DAV:'><unique-scheduling-object-resource"
                + " xmlns='urn:ietf:params:xml:ns:caldav'/></error>";

        CalDavException radicale = putFailure(server(ScriptedServer.answering(409, conflict)));
        CalDavException cyrus = putFailure(server(ScriptedServer.answering(403, scheduling)));
        CalDavException xandikos = putFailure(server(ScriptedServer.answering(
                207,
                multistatus("<response><href>x</href><status>HTTP/1.1 403 x</status>" + conflict + "</response>"))));

        assertThat(List.of(radicale, cyrus, xandikos))
                .extracting(CalDavException::fault)
                .containsOnly(CalDavFault.UID_CONFLICT);
        assertThat(radicale.conflictingHref()).isEqualTo("/alice/work/u1.ics");
        assertThat(xandikos.conflictingHref()).isEqualTo("/alice/work/u1.ics");
        assertThat(cyrus.condition()).isEqualTo("unique-scheduling-object-resource");
    }

    @Test
    void otherPreconditionIsNamed() {
        String missing = "<d:error xmlns:d='DAV:'><d:need-privileges/></d:error>";

        CalDavException failure = putFailure(server(ScriptedServer.answering(403, missing)));

        assertThat(failure.fault()).isEqualTo(CalDavFault.FORBIDDEN);
        assertThat(failure.condition()).isEqualTo("need-privileges");
    }

    private CalDavException putFailure(ScriptedServer server) {
        return failure(client.put(account(server.url()), server.url(), X, "x", new Precondition.None()));
    }

    @Test
    void deletingWhatIsGoneIsDone() {
        for (int status : new int[] {200, 204, 404, 410}) {
            ScriptedServer outside = server(ScriptedServer.answering(status, ""));
            ScriptedServer inside = server(ScriptedServer.answering(207, multistatus(failed(X, status))));
            now(client.delete(account(outside.url()), outside.url(), X, "\"1\""));
            now(client.delete(account(inside.url()), inside.url(), X, "\"1\""));
            assertThat(outside.asked().get(0).headers()).containsEntry("if-match", "\"1\"");
        }
        ScriptedServer changed = server(ScriptedServer.answering(412, ""));
        assertThat(failure(client.delete(account(changed.url()), changed.url(), X, "\"1\""))
                        .fault())
                .isEqualTo(CalDavFault.PRECONDITION_FAILED);
    }

    @Test
    void calendarThatWasNotMadeIsAFaultWhateverTheStatusSays() {
        ScriptedServer hidden = server(ScriptedServer.answering(207, multistatus(failed("/", 403))));
        ScriptedServer lying = server(
                (asked, response) -> ScriptedServer.answering(asked.method().equals("MKCALENDAR") ? 201 : 404, "")
                        .accept(asked, response));

        assertThat(failure(client.makeCalendar(account(hidden.url()), hidden.url(), "Paliad"))
                        .fault())
                .isEqualTo(CalDavFault.FORBIDDEN);
        assertThat(failure(client.makeCalendar(account(lying.url()), lying.url(), "Paliad"))
                        .fault())
                .isEqualTo(CalDavFault.NOT_FOUND);
        assertThat(lying.asked().get(0).path()).matches("/[A-Za-z0-9._-]+/");
    }

    // Calendars and discovery

    @Test
    void onlyCalendarsForEventsAreOffered() {
        String calendar = "<resourcetype><collection/><C:calendar/></resourcetype>";
        ScriptedServer server = server(ScriptedServer.answering(
                207,
                multistatus(
                        found("/alice/", "<resourcetype><collection/></resourcetype>"),
                        found(
                                "/alice/work",
                                calendar + "<displayname> Büro </displayname>"
                                        + "<calendar-color xmlns='http://apple.com/ns/ical/'>#AbCdEfFF</calendar-color>"
                                        + "<current-user-privilege-set><privilege><read/></privilege>"
                                        + "<privilege><write-content/></privilege></current-user-privilege-set>"
                                        + "<getctag xmlns='http://calendarserver.org/ns/'>7</getctag><sync-token>t</sync-token>"),
                        found(
                                "/alice/read%20only/",
                                calendar + "<current-user-privilege-set><privilege><read/></privilege>"
                                        + "</current-user-privilege-set>"),
                        found(
                                "/alice/tasks/",
                                calendar + "<C:supported-calendar-component-set><C:comp name='VTODO'/>"
                                        + "</C:supported-calendar-component-set>"),
                        found(
                                "/alice/outbox/",
                                "<resourcetype><collection/><C:calendar/><C:schedule-outbox/></resourcetype>"),
                        found(
                                "/alice/feed/",
                                "<resourcetype><collection/><C:calendar/>"
                                        + "<subscribed xmlns='http://calendarserver.org/ns/'/></resourcetype>"))));

        assertThat(now(client.calendars(account(server.url()), server.url().resolve("/alice/"))))
                .containsExactly(
                        new RemoteCalendar("/alice/work/", "/alice/work/", "Büro", "#AbCdEf", true, true, "7", "t"),
                        new RemoteCalendar(
                                "/alice/read%20only/",
                                "/alice/read only/", "read only", null, false, true, null, null));
    }

    @Test
    void homeIsFoundThroughTheWellKnownRedirect() {
        ScriptedServer server = server((asked, response) -> {
            switch (asked.path()) {
                case "/.well-known/caldav" ->
                    response.setStatusCode(301).putHeader("Location", "/dav/").end();
                case "/dav/" ->
                    ScriptedServer.answering(
                                    207,
                                    multistatus(
                                            found(
                                                    "/dav/",
                                                    "<current-user-principal><href>/dav/p/alice</href></current-user-principal>")))
                            .accept(asked, response);
                case "/dav/p/alice" ->
                    ScriptedServer.answering(
                                    207,
                                    multistatus(found(
                                            "/dav/p/alice",
                                            "<C:calendar-home-set><href>/dav/c/alice</href></C:calendar-home-set>")))
                            .accept(asked, response);
                default -> response.setStatusCode(405).end();
            }
        });

        assertThat(now(client.discoverHome(account(server.url()))))
                .isEqualTo(server.url().resolve("/dav/c/alice/"));
    }

    @Test
    void calendarOnAServerWithoutPrincipalsLeadsToItsParent() {
        ScriptedServer server = server(ScriptedServer.answering(207, multistatus(calendarItself())));

        assertThat(now(client.discoverHome(account(server.url().resolve(CALENDAR)))))
                .isEqualTo(server.url().resolve("/alice/"));
    }

    @Test
    void wrongPasswordIsTriedOnce() {
        ScriptedServer server = server(ScriptedServer.answering(401, ""));

        assertThat(failure(client.discoverHome(account(server.url().resolve(CALENDAR))))
                        .fault())
                .isEqualTo(CalDavFault.UNAUTHORIZED);
        assertThat(server.asked()).hasSize(1);
    }

    private Listing listing(String multistatus) {
        ScriptedServer server = server(ScriptedServer.answering(207, multistatus));
        return now(client.list(account(server.url()), server.url(), CALENDAR));
    }
}
