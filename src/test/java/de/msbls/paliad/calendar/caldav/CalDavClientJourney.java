package de.msbls.paliad.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.msbls.paliad.calendar.caldav.collection.RemoteCalendar;
import de.msbls.paliad.calendar.caldav.object.FetchedObject;
import de.msbls.paliad.calendar.caldav.object.FetchedObject.Outcome;
import de.msbls.paliad.calendar.caldav.object.Precondition;
import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.request.Hrefs;
import de.msbls.paliad.calendar.caldav.request.Password;
import de.msbls.paliad.calendar.caldav.view.Changes;
import de.msbls.paliad.calendar.caldav.view.ListedObject;
import de.msbls.paliad.calendar.caldav.view.Listing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a lawyer's account goes through, on a real server. Users alice/secret; everything is made anew. */
abstract class CalDavClientJourney {

    private final Vertx vertx = Vertx.vertx();
    private final CalDavClient client = new CalDavClient(
            vertx, new CalDavSettings(List.of("127.0.0.0/8", "::1/128"), true, Duration.ofSeconds(20), 4), List.of());

    private CalDavAccount alice;
    private URI home;
    private RemoteCalendar calendar;

    /** The URL of alice's calendar home. */
    abstract String serverUrl();

    @BeforeEach
    void aliceHasANewCalendar() {
        alice = account(serverUrl(), "secret");
        home = now(client.discoverHome(alice));
        calendar = now(client.makeCalendar(alice, home, "Büro <&> \"Müller\""));
    }

    @AfterEach
    void closeEverything() {
        if (calendar != null) {
            now(client.delete(alice, home, calendar.path(), null));
        }
        client.close();
        vertx.closeAndAwait();
    }

    @Test
    void homeIsFoundFromWhateverUrlTheUserHas() {
        URI root = URI.create(serverUrl()).resolve("/");

        assertThat(home).isEqualTo(URI.create(serverUrl()));
        if (itsRootLeadsHome()) {
            assertThat(now(client.discoverHome(account(root.toString(), "secret"))))
                    .isEqualTo(home);
            assertThat(now(client.discoverHome(
                            account(root.resolve("/no/such/place").toString(), "secret"))))
                    .isEqualTo(home);
        }
        assertThat(now(client.discoverHome(
                        account(Hrefs.resolve(home, calendar.path()).toString(), "secret"))))
                .isEqualTo(home);
    }

    /** Whether a server can be found whose user knows its name only. */
    boolean itsRootLeadsHome() {
        return true;
    }

    @Test
    void calendarThatWasMadeIsListedWithItsNameAndCanBeWritten() {
        RemoteCalendar listed = now(client.calendars(alice, home)).stream()
                .filter(one -> one.key().equals(calendar.key()))
                .findFirst()
                .orElseThrow();

        assertThat(listed.displayName()).isEqualTo(named("Büro <&> \"Müller\""));
        assertThat(listed.writable()).isTrue();
        assertThat(listed.supportsEvents()).isTrue();
        assertThat(listed.ctag()).isNotNull();
        assertThat(now(client.list(alice, home, calendar.path()))).isEqualTo(new Listing(Map.of(), true));
    }

    @Test
    void eventGoesThereChangesAndGoesAgain() {
        String href = calendar.path() + "hearing.ics";
        String ctag = now(client.collection(alice, home, calendar.path())).ctag();

        String created = now(
                client.put(alice, home, href, event("hearing", "Verhandlung, Saal 3"), new Precondition.IfNoneMatch()));
        assertThat(created).isNotNull();
        assertThat(now(client.collection(alice, home, calendar.path())).ctag()).isNotEqualTo(ctag);
        assertThat(now(client.list(alice, home, calendar.path())).objects())
                .containsOnly(Map.entry(Hrefs.key(href), new ListedObject(href, created)));

        Uni<String> twice = client.put(alice, home, href, event("hearing", "zweimal"), new Precondition.IfNoneMatch());
        String there = created;
        if (honoursAllPreconditions()) {
            assertThat(fault(twice)).isEqualTo(CalDavFault.PRECONDITION_FAILED);
        } else {
            there = now(twice);
        }

        String changed =
                now(client.put(alice, home, href, event("hearing", "Saal 7"), new Precondition.IfMatch(there)));
        assertThat(changed).isNotNull().isNotEqualTo(created);
        assertThat(fault(client.put(alice, home, href, event("hearing", "zu spät"), new Precondition.IfMatch(created))))
                .isEqualTo(CalDavFault.PRECONDITION_FAILED);

        FetchedObject fetched = now(client.get(alice, home, href));
        assertThat(fetched.outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(fetched.etag()).isEqualTo(changed);
        assertThat(fetched.ics()).contains("SUMMARY:Saal 7\r\n");

        if (honoursAllPreconditions()) {
            assertThat(fault(client.delete(alice, home, href, created))).isEqualTo(CalDavFault.PRECONDITION_FAILED);
        }
        now(client.delete(alice, home, href, changed));
        now(client.delete(alice, home, href, null));
        assertThat(now(client.get(alice, home, href)).outcome()).isEqualTo(Outcome.GONE);
        assertThat(now(client.list(alice, home, calendar.path()))).isEqualTo(new Listing(Map.of(), true));
    }

    /** Whether it heeds If-None-Match of a PUT and If-Match of a DELETE. */
    boolean honoursAllPreconditions() {
        return true;
    }

    @Test
    void multigetBringsWhatGetBringsAndNeverCallsTheMissingOnesPresent() {
        List<String> hrefs = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            hrefs.add(calendar.path() + "event-" + i + ".ics");
        }
        List<Uni<String>> puts = hrefs.stream()
                .map(href -> client.put(
                        alice, home, href, event(Hrefs.lastSegment(href), "Termin"), new Precondition.None()))
                .toList();
        now(Uni.join().all(puts).usingConcurrencyOf(4).andFailFast());

        List<FetchedObject> all = now(client.multiget(alice, home, calendar.path(), hrefs));
        assertThat(all).extracting(FetchedObject::href).isEqualTo(hrefs);
        assertThat(all).extracting(FetchedObject::outcome).containsOnly(Outcome.PRESENT);
        assertThat(all.get(119)).isEqualTo(now(client.get(alice, home, hrefs.get(119))));

        String missing = calendar.path() + "missing.ics";
        FetchedObject ofMissing = now(client.multiget(alice, home, calendar.path(), List.of(hrefs.get(0), missing)))
                .get(1);
        assertThat(ofMissing.outcome()).isIn(Outcome.GONE, Outcome.UNKNOWN);
        assertThat(now(client.get(alice, home, missing)).outcome()).isEqualTo(Outcome.GONE);
    }

    @Test
    void whatMovedSinceATokenIsToldWhereTheServerOffersIt() {
        String kept = calendar.path() + "kept.ics";
        String gone = calendar.path() + "gone.ics";
        now(client.put(alice, home, gone, event("gone", "geht"), new Precondition.None()));
        String token = now(client.collection(alice, home, calendar.path())).syncToken();
        if (token == null) {
            assertThat(catchThrowableOfType(
                                    CalDavException.class,
                                    () -> now(client.changes(alice, home, calendar.path(), "none")))
                            .condition())
                    .isEqualTo("supported-report");
            return;
        }
        awaitThatItSettles(token);
        assertThat(now(client.changes(alice, home, calendar.path(), token)).isEmpty())
                .isTrue();

        String etag = now(client.put(alice, home, kept, event("kept", "bleibt"), new Precondition.None()));
        now(client.delete(alice, home, gone, null));
        Changes changes = now(client.changes(alice, home, calendar.path(), token));

        assertThat(changes.changed()).containsOnly(Map.entry(Hrefs.key(kept), new ListedObject(kept, etag)));
        assertThat(changes.removed()).containsExactly(Hrefs.key(gone));
        awaitThatItSettles(changes.syncToken());
        Changes since = now(client.changes(alice, home, calendar.path(), changes.syncToken()));
        assertThat(since.isEmpty() || since.equals(changes)).isTrue();
    }

    /** Returns when whatever happens from now on counts as later than that sync token. */
    void awaitThatItSettles(String token) {}

    @Test
    void eventIsFoundByItsUidUnderWhateverName() {
        String href = calendar.path() + "named-otherwise.ics";
        now(client.put(alice, home, href, event("the-uid", "umbenannt"), new Precondition.None()));
        now(client.put(alice, home, calendar.path() + "b.ics", event("the-uid-2", "anders"), new Precondition.None()));

        assertThat(now(client.hrefsWithUid(alice, home, calendar.path(), "the-uid")))
                .contains(href);
        assertThat(now(client.hrefsWithUid(alice, home, calendar.path(), "no-such-uid")))
                .isEmpty();
    }

    @Test
    void controlCharacterInOneEventHidesNoOther() {
        String bell = calendar.path() + "bell.ics";
        String plain = calendar.path() + "plain.ics";
        now(client.put(alice, home, bell, event("bell", "Ding\u0007dong"), new Precondition.None()));
        now(client.put(alice, home, plain, event("plain", "still"), new Precondition.None()));

        List<FetchedObject> both = now(client.multiget(alice, home, calendar.path(), List.of(bell, plain)));

        FetchedObject alone = now(client.get(alice, home, bell));
        assertThat(both.get(1).outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(alone.ics()).contains("SUMMARY:Dingdong\r\n");
        if (multigetKeepsControlCharacters()) {
            assertThat(both.get(0)).isEqualTo(alone);
        } else {
            assertThat(both.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    /** Whether what a multiget brings is what a GET brings, control characters and all. */
    boolean multigetKeepsControlCharacters() {
        return true;
    }

    /** How the server names a calendar that was given this name. */
    String named(String name) {
        return name;
    }

    @Test
    void calendarThatIsGoneIsNotFound() {
        String path = calendar.path();
        now(client.delete(alice, home, path, null));
        calendar = null;

        assertThat(fault(client.collection(alice, home, path))).isEqualTo(CalDavFault.NOT_FOUND);
        assertThat(fault(client.list(alice, home, path))).isEqualTo(CalDavFault.NOT_FOUND);
        assertThat(now(client.multiget(alice, home, path, List.of(path + "a.ics"))))
                .extracting(FetchedObject::outcome)
                .containsOnly(Outcome.UNKNOWN);
    }

    @Test
    void wrongPasswordIsUnauthorized() {
        assertThat(fault(client.discoverHome(account(serverUrl(), "nope")))).isEqualTo(CalDavFault.UNAUTHORIZED);
    }

    private CalDavAccount account(String url, String password) {
        return new CalDavAccount(UUID.randomUUID(), URI.create(url), "alice", new Password(password));
    }

    private static String event(String uid, String summary) {
        return """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Paliad//Test//EN
                BEGIN:VEVENT
                UID:%s
                DTSTAMP:20260101T000000Z
                DTSTART:20260301T090000Z
                DTEND:20260301T100000Z
                SUMMARY:%s
                END:VEVENT
                END:VCALENDAR
                """.formatted(uid, summary).replace("\n", "\r\n");
    }

    private static CalDavFault fault(Uni<?> failing) {
        return catchThrowableOfType(CalDavException.class, () -> now(failing)).fault();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
