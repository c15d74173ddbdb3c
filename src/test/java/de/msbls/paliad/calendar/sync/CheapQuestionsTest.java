package de.msbls.paliad.calendar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.Doorkeeper;
import de.msbls.paliad.calendar.testing.Doorkeeper.Visit;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many requests a tick costs, counted at the server's door: by what has changed, and not by what stands there. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class CheapQuestionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int STANDING = 60;
    private static final int CHANGED = 10;

    DataSource database;

    private FirmData firm;
    private Doorkeeper door;
    private RemoteCalendar calendar;
    private Lawyer lawyer;

    @BeforeEach
    void aFirm() {
        firm = new FirmData(database);
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    private void aFullCalendarOn(RemoteServer server) {
        RemoteAccount account = server.newAccount();
        calendar = account.newCalendar();
        door = Doorkeeper.before(account.server());
        lawyer = Lawyer.connected(firm, account.through(door.url()), calendar);
        firm.execute("""
                INSERT INTO paliad.appointments (title, starts_at, ends_at, time_zone, created_by)
                SELECT 'Hearing ' || n, now() + interval '1 day', now() + interval '25 hours', 'UTC', ?
                FROM generate_series(1, %s) AS n
                """.formatted(STANDING), lawyer.id());
        await().atMost(PATIENCE).until(this::isFull);
        lawyer.awaitState(lawyer.firstBinding(), "in_sync");
        lawyer.awaitAnotherTick(lawyer.firstBinding());
    }

    /** A busy machine may well break a connection: that is not what is counted here. */
    private boolean isFull() {
        if ("waiting".equals(lawyer.connection("state"))) {
            lawyer.syncNow();
        }
        return calendar.list().size() == STANDING;
    }

    @Test
    void aQuietCalendarCostsOneRequestATick() {
        aFullCalendarOn(RealServers.radicale());
        assertThat(visitsInQuietTicks())
                .allSatisfy(visit -> assertThat(visit).matches(CheapQuestionsTest::asksWhatMoved));
        closeTheDoor();

        aFullCalendarOn(RealServers.sabredav());
        assertThat(visitsInQuietTicks()).allSatisfy(visit -> assertThat(visit)
                .matches(one -> one.method().equals("PROPFIND") && one.body().contains("getctag")));
    }

    private List<Visit> visitsInQuietTicks() {
        long ticksBefore = ticks();
        int visitsBefore = door.visits().size();
        lawyer.awaitAnotherTick(lawyer.firstBinding());
        List<Visit> visits = door.visits().subList(visitsBefore, door.visits().size());
        assertThat((long) visits.size()).isBetween(1L, ticks() - ticksBefore + 1);
        return visits;
    }

    @Test
    void tenChangesHereCostTenWritesAndOneLookAtThem() {
        aFullCalendarOn(RealServers.radicale());
        int before = door.visits().size();

        firm.execute("""
                UPDATE paliad.appointments SET title = 'Oral ' || title
                WHERE id IN (SELECT id FROM paliad.appointments WHERE created_by = ? LIMIT %s)
                """.formatted(CHANGED), lawyer.id());
        await().atMost(PATIENCE)
                .until(() -> Events.titles(calendar).stream()
                                .filter(title -> title.startsWith("Oral"))
                                .count()
                        == CHANGED);
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        assertThat(beyondQuietTicks(before)).hasSizeBetween(CHANGED + 1, CHANGED + 3);
        assertThat(beyondQuietTicks(before).stream()
                        .filter(visit -> visit.method().equals("PUT")))
                .hasSize(CHANGED);
    }

    @Test
    void tenChangesThereCostAFewRequests() {
        aFullCalendarOn(RealServers.radicale());
        List<String> changed = calendar.list().subList(0, CHANGED);
        int before = whilePaused(() -> changed.forEach(
                href -> calendar.put(href, Events.with(calendar.get(href).orElseThrow(), "LOCATION:Room 7"))));

        await().atMost(PATIENCE)
                .until(() -> firm.query(
                                        "SELECT FROM paliad.appointments WHERE created_by = ? AND location = 'Room 7'",
                                        lawyer.id())
                                .size()
                        == CHANGED);

        assertThat(beyondQuietTicks(before)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void tenDeletionsThereCostOneQuestionEach() {
        aFullCalendarOn(RealServers.radicale());
        List<String> deleted = calendar.list().subList(0, CHANGED);
        int before = whilePaused(() -> deleted.forEach(calendar::delete));

        await().atMost(PATIENCE)
                .until(() -> firm.query("""
                        SELECT FROM paliad.appointment_caldav_targets
                        WHERE binding_id = ? AND status = 'suppressed'
                        """, lawyer.firstBinding()).size() == CHANGED);

        assertThat(beyondQuietTicks(before)).hasSizeLessThanOrEqualTo(CHANGED + 1);
    }

    /** Answers how many requests there had been. */
    private int whilePaused(Runnable changes) {
        String path = "/api/caldav-bindings/" + lawyer.firstBinding();
        lawyer.api().patch(path, Map.of("enabled", false)).then().statusCode(200);
        lawyer.awaitState(lawyer.firstBinding(), "paused");
        changes.run();
        int visits = door.visits().size();
        lawyer.api().patch(path, Map.of("enabled", true)).then().statusCode(200);
        return visits;
    }

    private List<Visit> beyondQuietTicks(int before) {
        return door.visits().stream()
                .skip(before)
                .filter(visit -> !asksWhatMoved(visit))
                .toList();
    }

    private static boolean asksWhatMoved(Visit visit) {
        return visit.method().equals("REPORT") && visit.body().contains("sync-collection");
    }

    private long ticks() {
        return (long) firm.query(
                        "SELECT coalesce(sum(tick_count), 0)::bigint AS ticks FROM paliad.caldav_sync_log WHERE binding_id = ?",
                        lawyer.firstBinding())
                .get(0)
                .get("ticks");
    }
}
