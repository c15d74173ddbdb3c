package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.Leases;
import de.msbls.paliad.calendar.sync.model.server.ScriptedCalDav.Interlude;
import de.msbls.paliad.calendar.sync.model.server.Weather;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The service at work on a world: two pods, what goes on while they wait for the server, and leases that pass on. */
final class Service {

    private static final String BASES = """
            SELECT target.id, target.status, target.incarnation, target.uid, target.href, target.etag,
                   target.base_version, target.base_detail, target.intent, appointment.version
            FROM paliad.appointment_caldav_targets target
            JOIN paliad.appointments appointment ON appointment.id = target.appointment_id
            """;

    private static final String DEBTS = "SELECT id, uid, attempts FROM paliad.caldav_tombstones";

    /** When something happens in the midst of a tick: at the n-th request, or the n-th that changes something. */
    record Moment(int request, boolean writes, boolean afterActing) {}

    /** How a lease is lost. */
    enum Loss {
        /** The pod was paused until its lease was over, and another took the account. */
        TAKEN_OVER,
        /** The pod was paused until its lease was over; nobody has taken the account yet. */
        RUN_OUT,
        /** The connection was changed: the pod does not know. */
        FENCED_OFF,
        /** The pod is told to end: it begins no more requests, and records those on their way. */
        LET_GO
    }

    private final World world;
    private final Stage stage;
    private final Ground ground;
    private final Pod pod;
    private final Pod otherPod;
    private final Map<Integer, List<Map<UUID, Set<UUID>>>> slices = new HashMap<>();
    private final Set<Integer> takenOver = new HashSet<>();
    private int tick;
    private volatile Lease running;

    Service(World world, Stage stage) {
        this.world = world;
        this.stage = stage;
        this.ground = stage.ground();
        this.pod = stage.pod("first", world.frame());
        this.otherPod = stage.pod("second", world.frame());
    }

    /** The slices as they were when a tick began, and as they became in its midst. */
    List<Map<UUID, Set<UUID>>> slicesDuring(int number) {
        return slices.get(number);
    }

    void tick(int user, Weather weather) {
        world.calendars().under(weather.again());
        run(user);
        world.calendars().under(Weather.CALM);
    }

    void run(int user) {
        begin();
        due(user);
        pod.fanOut();
        due(user);
        pod.work(lease -> running = lease);
    }

    private void begin() {
        tick++;
        world.calendars().during(tick);
        slices.put(tick, new ArrayList<>(List.of(ground.slices())));
    }

    /** Whatever waits for its time is due; those who are not meant are not. */
    private void due(int user) {
        ground.run("""
                UPDATE paliad.caldav_leases lease
                SET due_at = CASE WHEN ? IN (2, place) THEN now() ELSE 'infinity' END,
                    not_before = '-infinity', expires_at = '-infinity'
                FROM (SELECT account_id, right(username, 1)::int AS place FROM paliad.user_caldav_config
                      UNION ALL
                      SELECT account_id, right(username, 1)::int FROM paliad.retired_caldav_accounts) account
                WHERE account.account_id = lease.account_id
                """, user);
        ground.run("UPDATE paliad.caldav_tombstones SET not_before = '-infinity'");
        ground.run("UPDATE paliad.pending_appointments SET not_before = now() WHERE not_before > now()");
        ground.run("UPDATE paliad.appointment_caldav_targets SET writes_since = writes_since - interval '1 day'");
    }

    void tickWhile(int user, Moment moment, List<Step> meanwhile) {
        stage.server().expect(at(moment, () -> {
            stage.sights().note("edits in the midst of a tick");
            letInTheMidst(meanwhile);
        }));
        run(user);
        stage.server().expect(null);
    }

    private void letInTheMidst(List<Step> meanwhile) {
        world.client().tick = tick;
        meanwhile.forEach(step -> step.happen(world));
        world.client().tick = 0;
        slices.get(tick).add(ground.slices());
    }

    private Interlude at(Moment moment, Runnable event) {
        return new Interlude(moment.request(), moment.writes(), moment.afterActing(), () -> noting(event));
    }

    void loseLease(int user, Moment moment, Loss loss, List<Step> meanwhile) {
        List<Runnable> afterwards = new ArrayList<>();
        stage.server().expect(at(moment, () -> {
            stage.sights().note(Sights.lost(loss, moment.writes()));
            UUID account = running.account();
            lose(running, loss);
            letInTheMidst(meanwhile);
            if (loss == Loss.TAKEN_OVER) {
                takeOver(account);
            }
            if (loss != Loss.LET_GO) {
                List<Map<String, Object>> newest = records(account);
                afterwards.add(() -> isStill(newest, account));
            }
        }));
        run(user);
        stage.server().expect(null);
        afterwards.forEach(Runnable::run);
    }

    private void lose(Lease lease, Loss loss) {
        if (loss == Loss.LET_GO) {
            lease.letGo();
            return;
        }
        if (loss != Loss.FENCED_OFF) {
            Leases.end(lease);
        }
        ground.run("UPDATE paliad.caldav_leases SET fence = fence + 1 WHERE account_id = ?", lease.account());
    }

    /** Whether another pod took an account in its midst, and looked where the first one may still write. */
    boolean wasTakenOver(int number) {
        return takenOver.contains(number);
    }

    private void takeOver(UUID account) {
        takenOver.add(tick);
        ground.run("""
                UPDATE paliad.caldav_leases SET due_at = now(), not_before = '-infinity', expires_at = '-infinity'
                WHERE account_id = ?
                """, account);
        otherPod.fanOut();
        otherPod.work(lease -> {});
    }

    /** Bases of all accounts. */
    List<Map<String, Object>> bases() {
        return ground.rows(BASES + " ORDER BY target.id");
    }

    private List<Map<String, Object>> records(UUID account) {
        List<Map<String, Object>> records =
                new ArrayList<>(ground.rows(BASES + " WHERE target.account_id = ? ORDER BY target.id", account));
        records.addAll(ground.rows(DEBTS + " WHERE account_id = ? ORDER BY id", account));
        return records;
    }

    private void isStill(List<Map<String, Object>> newest, UUID account) {
        List<Map<String, Object>> now = records(account);
        if (!now.equals(newest)) {
            world.trouble("I5: a stale lease moved a base: " + newest + " became " + now);
        }
    }

    private void noting(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | AssertionError e) {
            world.trouble("in the midst of a tick: " + e);
        }
    }
}
