package de.msbls.paliad.calendar.sync.hostile;

import static de.msbls.paliad.calendar.sync.hostile.Lies.ABOUT_ITS_OBJECTS;
import static de.msbls.paliad.calendar.sync.hostile.Lies.ABOUT_ONE_OBJECT;
import static de.msbls.paliad.calendar.sync.hostile.Lies.ABOUT_THE_CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.Doorkeeper;
import de.msbls.paliad.calendar.testing.Doorkeeper.Lie;
import de.msbls.paliad.calendar.testing.Doorkeeper.Visit;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged service in little memory, and a calendar server that lies: its owner reads how that ended, and another lawyer's
 * calendar goes on.
 */
@Tag("binary")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int HEAP_MEGABYTES = 128;
    private static final String BEFORE = "Hearing";
    private static final String EDITED = "Oral hearing";

    private final Vertx vertx = Vertx.vertx();
    private final Path artifact = PackagedService.artifact();
    private final Path log = artifact.resolveSibling("hostile-server.log");
    private final FirmDatabase firm = PostgresServer.NEWEST.migratedDatabase();
    private final UUID otherLawyer = firm.user("Berta");

    private PackagedService service;
    private RemoteCalendar otherCalendar;
    private Victim victim;

    /** A lawyer whose server may lie. */
    private record Victim(UUID lawyer, RemoteCalendar calendar, Doorkeeper door, UUID binding) {}

    /**
     * @param what the server answers
     * @param whom to which questions
     * @param end what the binding's owner reads: its state, and the code of what is wrong with it or with its item
     */
    private record Row(String what, Predicate<Visit> whom, Lie lie, String end) {

        @Override
        public String toString() {
            return what;
        }
    }

    private Stream<Row> rows() {
        return Stream.of(
                new Row(
                        "a document type",
                        ABOUT_ITS_OBJECTS,
                        Lies.document("<!DOCTYPE m [<!ENTITY x 'y'>]><multistatus xmlns='DAV:'/>"),
                        "waiting malformed"),
                new Row(
                        "a file by its entity",
                        ABOUT_ITS_OBJECTS,
                        Lies.document("<!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
                                + "<multistatus xmlns='DAV:'><response><href>&x;</href></response></multistatus>"),
                        "waiting malformed"),
                new Row("entities that multiply", ABOUT_ITS_OBJECTS, Lies.document(laughs()), "waiting malformed"),
                new Row(
                        "elements in elements, a million deep",
                        ABOUT_ITS_OBJECTS,
                        Lies.repeated("<a>", 1_000_000),
                        "waiting too_large"),
                new Row(
                        "ten million responses",
                        ABOUT_ITS_OBJECTS,
                        Lies.repeated("<response><href>/a</href></response>", 10_000_000),
                        "waiting too_large"),
                new Row(
                        "300,000 responses",
                        ABOUT_ITS_OBJECTS,
                        Lies.repeated("<response><href>/a</href></response>", 300_000),
                        "waiting too_large"),
                new Row(
                        "three million elements in one response",
                        ABOUT_THE_CALENDAR,
                        Lies.within("<a/>", 3_000_000),
                        "waiting too_large"),
                new Row(
                        "five million references to characters",
                        ABOUT_ITS_OBJECTS,
                        Lies.within("&#7;\u0101", 4_000_000),
                        "waiting malformed"),
                new Row(
                        "an attribute of 15 MB",
                        ABOUT_THE_CALENDAR,
                        Lies.document("<multistatus xmlns='DAV:' x='" + "x".repeat(15_000_000) + "'/>"),
                        "waiting too_large"),
                new Row(
                        "a comment of 20 MB",
                        ABOUT_ITS_OBJECTS,
                        Lies.document("<multistatus xmlns='DAV:'><!--" + "x".repeat(20_000_000) + "--></multistatus>"),
                        "waiting too_large"),
                new Row("a gzip bomb", ABOUT_ITS_OBJECTS, Lies.bomb(256), "waiting too_large"),
                new Row(
                        "a body without an end",
                        ABOUT_ITS_OBJECTS,
                        Lies.repeated(" ".repeat(1024), Long.MAX_VALUE),
                        "waiting too_large"),
                new Row("a drop now and then", ABOUT_ITS_OBJECTS, Lies.drip(vertx), "waiting timeout"),
                new Row("a header without an end", ABOUT_ITS_OBJECTS, Lies.header(1024 * 1024), "waiting unreachable"),
                new Row(
                        "a web page",
                        ABOUT_ITS_OBJECTS,
                        Lies.page(200, "<html><body>Sign in</body></html>"),
                        "waiting not_caldav"),
                new Row(
                        "a web page that says it is a listing",
                        ABOUT_ITS_OBJECTS,
                        Lies.page(207, "<html><body>Sign in</body></html>"),
                        "waiting malformed"),
                new Row(
                        "objects that stand elsewhere",
                        ABOUT_ITS_OBJECTS,
                        Lies.objectsAt(
                                "/other/secret.ics",
                                "../../../etc/passwd",
                                "/%2e%2e/%2e%2e/secret.ics",
                                "http://169.254.169.254/latest/meta-data/",
                                "//10.0.0.1/secret.ics"),
                        "in_sync"),
                new Row(
                        "another object's UID",
                        ABOUT_ONE_OBJECT,
                        Lies.object(text -> text.replaceAll("UID:[^\r\n&<]*", "UID:another")),
                        "items_refused href_taken"),
                new Row(
                        "an object of more than 512 kB",
                        ABOUT_ONE_OBJECT,
                        Lies.object(Lies.with("X-SCAN:" + "0123456789".repeat(60_000))),
                        "items_refused too_large_to_read"),
                new Row(
                        "bytes that are no UTF-8",
                        ABOUT_ONE_OBJECT,
                        Lies.object(Lies.with("X-NOTE:M\u00fcller")),
                        "in_sync"),
                new Row(
                        "a rule for each second, a billion times",
                        ABOUT_ONE_OBJECT,
                        Lies.object(Lies.with("RRULE:FREQ=SECONDLY;COUNT=1000000000")),
                        "in_sync"),
                new Row(
                        "a rule that never meets a day",
                        ABOUT_ONE_OBJECT,
                        Lies.object(Lies.with("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=0,1,2;BYSECOND=1")),
                        "in_sync"),
                new Row(
                        "components in components",
                        ABOUT_ONE_OBJECT,
                        Lies.object(Lies.with("BEGIN:X\r\n".repeat(1000) + "END:X\r\n".repeat(1000))),
                        "items_refused too_large_to_read"));
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE m [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 20; i++) {
            entities.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return entities + "]><multistatus xmlns='DAV:'><response><href>&a19;</href></response></multistatus>";
    }

    @BeforeAll
    void aServiceInLittleMemory() throws IOException {
        Files.deleteIfExists(log);
        Map<String, String> settings = Map.of(
                "paliad.worker.poll-interval", "200ms",
                "paliad.sync.quiet-interval", "1s",
                "paliad.sync.listing-lag", "0s",
                "paliad.caldav.request-timeout", "10s");
        service = PackagedService.of(artifact, List.of("-Xmx" + HEAP_MEGABYTES + "m"), firm, settings, log);
        service.start();
        RemoteAccount honest = RealServers.radicale().newAccount();
        otherCalendar = honest.newCalendar();
        connect(otherLawyer, honest, otherCalendar);
    }

    @AfterAll
    void stop() {
        service.close();
        firm.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void aLawyerInSync() {
        victim = inSync();
    }

    private Victim inSync() {
        RemoteAccount account = RealServers.radicale().newAccount();
        RemoteCalendar calendar = account.newCalendar();
        Doorkeeper door = Doorkeeper.before(account.server());
        UUID lawyer = firm.user("Anna " + UUID.randomUUID());
        firm.personalAppointment(lawyer, BEFORE);
        connect(lawyer, account.through(door.url()), calendar);
        UUID binding = firm.value("SELECT id FROM paliad.user_calendar_bindings WHERE user_id = ?", lawyer);
        Victim connected = new Victim(lawyer, calendar, door, binding);
        await().atMost(PATIENCE)
                .until(() ->
                        endFor(connected).equals("in_sync") && calendar.list().size() == 1);
        return connected;
    }

    @AfterEach
    void close() {
        victim.door().close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theOwnerReadsHowItEndedAndAnothersCalendarGoesOn(Row row) {
        PeakMemory memory = PeakMemory.of(service.pid());
        int before = victim.door().visits().size();
        victim.door().lie(row.whom(), row.lie());
        String href = victim.calendar().list().get(0);
        victim.calendar().put(href, Events.edited(victim.calendar().get(href).orElseThrow(), "SUMMARY", EDITED));

        boolean isRead = row.end().equals("in_sync");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(titleFor(victim)).isEqualTo(isRead ? EDITED : BEFORE);
            assertThat(endFor(victim)).isEqualTo(row.end());
        });
        assertThatAnothersCalendarGoesOn(row.what());
        assertThat(victim.door().visits().stream().skip(before))
                .as("what was asked meanwhile")
                .allMatch(visit -> visit.path().startsWith(victim.calendar().path()));
        System.out.printf("hostile, %d MB of heap: %s: %s, %s%n", HEAP_MEGABYTES, row.what(), row.end(), memory);
    }

    /** More than fits into memory, were it all kept. */
    @Test
    void longAnswersToSeveralAccountsDoNotAddUp() {
        PeakMemory memory = PeakMemory.of(service.pid());
        List<Victim> victims = Stream.generate(this::inSync).limit(6).toList();
        victims.forEach(each -> each.door().lie(ABOUT_ITS_OBJECTS, Lies.stalled(23)));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(victims)
                .allSatisfy(each -> assertThat(endFor(each)).isEqualTo("waiting timeout")));
        assertThatAnothersCalendarGoesOn("many long answers");
        victims.forEach(each -> each.door().close());
        System.out.printf("hostile, %d MB of heap: 23 MB for each of %d: %s%n", HEAP_MEGABYTES, victims.size(), memory);
    }

    private void assertThatAnothersCalendarGoesOn(String title) {
        firm.personalAppointment(otherLawyer, title);
        long appointments = firm.count("appointments WHERE created_by = '" + otherLawyer + "'");

        await().atMost(PATIENCE).until(() -> otherCalendar.list().size() == appointments);
        assertThat(service.isAlive()).isTrue();
        assertThat(log).content().doesNotContain("OutOfMemoryError");
    }

    private void connect(UUID user, RemoteAccount account, RemoteCalendar to) {
        Map<String, String> connection = Map.of(
                "server_url", account.server().toString(),
                "username", account.username(),
                "password", account.password(),
                "calendar_path", to.path());
        as(user).put("/api/caldav-config", connection).then().statusCode(oneOf(200, 201));
    }

    private String endFor(Victim of) {
        JsonPath read =
                as(of.lawyer()).get("/api/caldav-bindings/" + of.binding()).jsonPath();
        String state = read.getString("state");
        String code = state.equals("items_refused") ? reasonFor(of) : read.getString("error_code");
        return code == null ? state : state + " " + code;
    }

    private String reasonFor(Victim of) {
        return as(of.lawyer())
                .get("/api/caldav-bindings/" + of.binding() + "/items?state=quarantined")
                .jsonPath()
                .getString("items[0].reason");
    }

    private String titleFor(Victim of) {
        return firm.value("SELECT title FROM paliad.appointments WHERE created_by = ?", of.lawyer());
    }

    private Api as(UUID user) {
        return Api.at(service.awaitAddress(), user);
    }
}
