package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.Leases;
import de.msbls.paliad.calendar.sync.model.server.Calendars;
import de.msbls.paliad.calendar.sync.model.server.Deed;
import de.msbls.paliad.calendar.sync.model.server.Manners.OldToken;
import de.msbls.paliad.calendar.sync.model.server.ScriptedCalDav.Interlude;
import de.msbls.paliad.calendar.sync.model.server.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** One run: a firm of two lawyers with five calendars, their server, two pods, and what happened to them. */
final class World {

    private static final int MOST_ROUNDS = 16;

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
        FENCED_OFF
    }

    private final Frame frame;
    private final Stage stage;
    private final Ground ground;
    private final Firm firm;
    private final Connections connections;
    private final Wishes wishes;
    private final Answers answers;
    private final Calendars calendars;
    private final Client client;
    private final Pod pod;
    private final Pod otherPod;
    private final List<String> troubles = new ArrayList<>();
    private final Map<Integer, List<Map<UUID, Set<UUID>>>> slices = new HashMap<>();
    private final Set<UUID> kept = new HashSet<>();
    private int tick;
    private volatile Lease running;

    World(Stage stage, Frame frame) {
        this.frame = frame;
        this.stage = stage;
        this.ground = stage.ground();
        ground.empty();
        this.firm = new Firm(ground);
        this.connections = new Connections(ground, firm, stage.server().url(), new Vault(stage.config(frame)));
        this.wishes = new Wishes(ground, firm, connections);
        this.answers = new Answers(ground, wishes);
        founded();
        this.calendars = new Calendars(
                frame.manners(),
                IntStream.range(0, wishes.bindings().size())
                        .boxed()
                        .flatMap(number -> Connections.calendars(number < 3 ? 0 : 1, number).stream())
                        .toList());
        this.client = new Client(ground, firm, wishes, calendars);
        for (int i = 0; i < wishes.bindings().size(); i++) {
            client.make(i);
        }
        calendars.catchUp();
        this.pod = stage.pod("first", frame);
        this.otherPod = stage.pod("second", frame);
        stage.clock().runAhead(Duration.ZERO);
        stage.server().serve(calendars);
    }

    private void founded() {
        firm.node("client", -1);
        firm.node("litigation", 0);
        firm.node("patent", 1);
        firm.node("case", 2);
        firm.node("client", -1);
        firm.node("litigation", 4);
        firm.node("project", -1);
        firm.team(0, 0, "lead");
        firm.team(0, 6, "member");
        firm.team(1, 1, "member");
        firm.team(1, 4, "observer");
        wishes.bind(0, "all_visible", -1, false, "full");
        wishes.bind(0, "client", 0, true, "full");
        wishes.bind(0, "personal_only", -1, false, "full");
        wishes.bind(1, "all_visible", -1, false, "full");
        wishes.bind(1, "litigation", 1, false, "title");
        for (int i = 0; i < frame.appointments(); i++) {
            firm.book(i == 4 ? -1 : i, i % 2);
        }
    }

    Frame frame() {
        return frame;
    }

    Ground ground() {
        return ground;
    }

    Firm firm() {
        return firm;
    }

    Connections connections() {
        return connections;
    }

    Wishes wishes() {
        return wishes;
    }

    Answers answers() {
        return answers;
    }

    Client client() {
        return client;
    }

    Calendars calendars() {
        return calendars;
    }

    List<String> troubles() {
        return troubles;
    }

    /** The slices as they were when a tick began, and as they became in its midst. */
    List<Map<UUID, Set<UUID>>> slicesDuring(int number) {
        return slices.get(number);
    }

    /** Lets a step happen, and notes its kind where it changed anything. */
    void let(Step step) {
        int before = ground.changes() + deeds().size();
        step.happen(this);
        if (ground.changes() + deeds().size() > before) {
            stage.tally(step.getClass().getSimpleName());
        }
    }

    // The service at work

    void tick(int user, Weather weather) {
        calendars.under(weather.again());
        run(user, pod);
        calendars.under(Weather.CALM);
    }

    private void run(int user, Pod by) {
        begin();
        due(user);
        by.fanOut();
        due(user);
        by.work(lease -> running = lease);
    }

    private void begin() {
        tick++;
        calendars.during(tick);
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
        ground.run("UPDATE paliad.appointment_caldav_targets SET writes_since = writes_since - interval '1 day'");
    }

    void tickWhile(int user, Moment moment, List<Step> meanwhile) {
        stage.server().expect(at(moment, () -> {
            stage.tally("edits in the midst of a tick");
            letInTheMidst(meanwhile);
        }));
        run(user, pod);
        stage.server().expect(null);
    }

    private void letInTheMidst(List<Step> meanwhile) {
        client.tick = tick;
        meanwhile.forEach(step -> step.happen(this));
        client.tick = 0;
        slices.get(tick).add(ground.slices());
    }

    private Interlude at(Moment moment, Runnable event) {
        return new Interlude(moment.request(), moment.writes(), moment.afterActing(), () -> noting(event));
    }

    void loseLease(int user, Moment moment, Loss loss, List<Step> meanwhile) {
        List<Runnable> afterwards = new ArrayList<>();
        stage.server().expect(at(moment, () -> {
            stage.tally("leases " + loss + (moment.writes() ? " while writing" : ""));
            UUID account = running.account();
            lose(running, loss);
            letInTheMidst(meanwhile);
            if (loss == Loss.TAKEN_OVER) {
                takeOver(account);
            }
            List<Map<String, Object>> newest = records(account);
            afterwards.add(() -> isStill(newest, account));
        }));
        run(user, pod);
        stage.server().expect(null);
        afterwards.forEach(Runnable::run);
    }

    private void lose(Lease lease, Loss loss) {
        if (loss != Loss.FENCED_OFF) {
            Leases.end(lease);
        }
        ground.run("UPDATE paliad.caldav_leases SET fence = fence + 1 WHERE account_id = ?", lease.account());
    }

    private void takeOver(UUID account) {
        ground.run("""
                UPDATE paliad.caldav_leases SET due_at = now(), not_before = '-infinity', expires_at = '-infinity'
                WHERE account_id = ?
                """, account);
        otherPod.fanOut();
        otherPod.work(lease -> {});
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
            troubles.add("I5: a stale lease moved a base: " + newest + " became " + now);
        }
    }

    void decide(int binding, String decision) {
        if (answers.decide(binding, decision)) {
            stage.tally("answer " + decision);
        }
    }

    void unbind(int binding, boolean keepRemote) {
        Wishes.Bound bound = wishes.binding(binding);
        if (keepRemote && wishes.isBound(bound)) {
            kept.add(bound.id());
            stage.tally("unbound, its events left there");
        }
        wishes.unbind(binding, keepRemote);
    }

    /** Whether a binding is gone whose objects were to stay. */
    boolean isKept(UUID binding) {
        return kept.contains(binding);
    }

    void landWhatIsLate() {
        calendars.landWhatIsLate();
    }

    /** The time that listings may lag behind is over. */
    void listingsCatchUp() {
        calendars.catchUp();
        ground.run("UPDATE paliad.appointment_caldav_targets SET put_at = put_at - interval '10 minutes'");
    }

    /** What this run has seen, so that one can tell that the runs see everything. */
    void tellWhatHappened() {
        calendars.struck().keySet().forEach(stage::tally);
        for (Deed deed : deeds()) {
            if (deed.overtook()) {
                stage.tally("overtook an edit that nothing protected");
            }
            if (!deed.byUser()) {
                stage.tally(deed.before() == null ? "creates" : deed.after() == null ? "deletes" : "updates");
            }
        }
        ground.rows("SELECT cause FROM paliad.caldav_conflicts")
                .forEach(row -> stage.tally("conflict " + row.get("cause")));
        ground.rows("SELECT status FROM paliad.appointment_caldav_targets")
                .forEach(row -> stage.tally("target " + row.get("status")));
        ground.rows("SELECT FROM model.audit WHERE by_service AND op = 'UPDATE'")
                .forEach(row -> stage.tally("pulls"));
        ground.rows("SELECT guard_direction FROM paliad.binding_sync_state WHERE guard_direction IS NOT NULL")
                .forEach(row -> stage.tally("held " + row.get("guard_direction")));
    }

    private void noting(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | AssertionError e) {
            troubles.add("in the midst of a tick: " + e);
        }
    }

    // How it ends

    /** Without faults, everything is due until nothing happens any more. */
    void comeToRest() {
        calendars.landWhatIsLate();
        ground.run("UPDATE paliad.user_calendar_bindings SET enabled = true WHERE NOT enabled");
        stage.clock().runAhead(Duration.ofHours(1));
        ground.run("UPDATE paliad.appointment_caldav_targets SET intent_until = intent_until - interval '1 hour'");
        for (int round = 0; round < MOST_ROUNDS; round++) {
            listingsCatchUp();
            if (round == 1) {
                aDayPasses();
            }
            ground.run("""
                    UPDATE paliad.binding_sync_state SET guard_since = now() - interval '5 hours'
                    WHERE guard_direction = 'outbound'
                    """);
            int before = deeds().size();
            run(2, pod);
            boolean open = ground.rows("""
                    SELECT FROM paliad.appointment_caldav_targets WHERE intent IS NOT NULL
                    UNION ALL SELECT FROM paliad.caldav_tombstones
                    UNION ALL SELECT FROM paliad.retired_caldav_accounts
                    UNION ALL SELECT FROM paliad.captured_changes
                    UNION ALL SELECT FROM paliad.pending_appointments pending
                              JOIN paliad.user_calendar_bindings binding ON binding.id = pending.binding_id
                              WHERE binding.calendar_path IS NOT NULL
                    UNION ALL SELECT FROM paliad.binding_sync_state WHERE guard_direction = 'outbound'
                    """).size() > 0;
            if (!open && round > 1 && deeds().size() == before) {
                return;
            }
        }
        troubles.add("I3: it does not come to rest");
    }

    /** A server that answers an old token wrongly is found out by the listing that is due once a day. */
    private void aDayPasses() {
        boolean answersWrongly = frame.manners().oldToken() == OldToken.NOTHING_CHANGED;
        if (answersWrongly) {
            ground.run("UPDATE paliad.binding_sync_state SET listed_at = NULL");
        }
    }

    /** A complete tick and a quiet one do nothing. */
    void ticksOnceMore() {
        List<Map<String, Object>> before = ground.rows(BASES + " ORDER BY target.id");
        int deeds = deeds().size();
        ground.run("UPDATE paliad.binding_sync_state SET listed_at = NULL, scoped_at = NULL");
        run(2, pod);
        run(2, pod);
        deeds().stream().skip(deeds).forEach(deed -> troubles.add("I3: at rest, and yet " + deed));
        List<Map<String, Object>> after = ground.rows(BASES + " ORDER BY target.id");
        if (!after.equals(before)) {
            troubles.add("I3: at rest, and yet " + before + " became " + after);
        }
    }

    private List<Deed> deeds() {
        return calendars.deeds();
    }
}
