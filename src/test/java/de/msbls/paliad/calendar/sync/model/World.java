package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.lease.Lease;
import de.msbls.paliad.calendar.sync.lease.Leases;
import de.msbls.paliad.calendar.sync.model.server.Calendars;
import de.msbls.paliad.calendar.sync.model.server.Deed;
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

/** One run: a firm of two lawyers with five calendars, their server, two pods, and what happened to them. */
final class World {

    private static final int MOST_ROUNDS = 12;

    private static final String BASES = """
            SELECT target.id, target.status, target.incarnation, target.uid, target.href, target.etag,
                   target.base_version, target.base_detail, target.intent, appointment.version
            FROM paliad.appointment_caldav_targets target
            JOIN paliad.appointments appointment ON appointment.id = target.appointment_id
            """;

    private final Frame frame;
    private final Stage stage;
    private final Firm firm;
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
        this.firm = new Firm(stage.database());
        firm.opens(stage.server().url(), stage.config(frame));
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
        firm.binding(0, "all_visible", -1, false, "full");
        firm.binding(0, "client", 0, true, "full");
        firm.binding(0, "personal_only", -1, false, "full");
        firm.binding(1, "all_visible", -1, false, "full");
        firm.binding(1, "litigation", 1, false, "title");
        for (int i = 0; i < frame.appointments(); i++) {
            firm.book(i == 4 ? -1 : i, i % 2);
        }
        this.calendars = new Calendars(
                frame.manners(),
                firm.bindings.stream().map(Firm.Bound::calendar).toList());
        this.client = new Client(firm, calendars);
        for (int i = 0; i < firm.bindings.size(); i++) {
            client.make(i);
        }
        this.pod = stage.pod("first", frame);
        this.otherPod = stage.pod("second", frame);
        stage.clock().runAhead(Duration.ZERO);
        stage.server().serve(calendars);
    }

    Frame frame() {
        return frame;
    }

    Firm firm() {
        return firm;
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
        slices.put(tick, new ArrayList<>(List.of(firm.slices())));
    }

    /** Whatever waits for its time is due; those who are not meant are not. */
    private void due(int user) {
        firm.run("""
                UPDATE paliad.caldav_leases lease
                SET due_at = CASE WHEN ? IN (2, place) THEN now() ELSE 'infinity' END,
                    not_before = '-infinity', expires_at = '-infinity'
                FROM (SELECT account_id, right(username, 1)::int AS place FROM paliad.user_caldav_config) account
                WHERE account.account_id = lease.account_id
                """, user);
        firm.run("UPDATE paliad.caldav_tombstones SET not_before = '-infinity'");
        firm.run("UPDATE paliad.appointment_caldav_targets SET writes_since = writes_since - interval '1 day'");
    }

    void tickWhile(int user, int request, boolean afterActing, List<Step> meanwhile) {
        stage.server()
                .expect(new Interlude(
                        request,
                        afterActing,
                        () -> noting(() -> {
                            stage.tally("edits in the midst of a tick");
                            client.tick = tick;
                            meanwhile.forEach(step -> step.happen(this));
                            client.tick = 0;
                            slices.get(tick).add(firm.slices());
                        })));
        run(user, pod);
        stage.server().expect(null);
    }

    void loseLease(int user, int request, boolean afterActing, boolean anotherWorks) {
        List<List<Map<String, Object>>> newest = new ArrayList<>();
        stage.server()
                .expect(new Interlude(
                        request,
                        afterActing,
                        () -> noting(() -> {
                            stage.tally(anotherWorks ? "leases taken over" : "leases fenced off");
                            Lease lost = running;
                            Leases.end(lost);
                            firm.run(
                                    "UPDATE paliad.caldav_leases SET fence = fence + 1 WHERE account_id = ?",
                                    lost.account());
                            if (anotherWorks) {
                                firm.run("""
                        UPDATE paliad.caldav_leases SET due_at = now(), not_before = '-infinity', expires_at = '-infinity'
                        WHERE account_id = ?
                        """, lost.account());
                                otherPod.fanOut();
                                otherPod.work(lease -> {});
                            }
                            newest.add(bases(lost.account()));
                            newest.add(List.of(Map.of("account", lost.account())));
                        })));
        run(user == 2 ? 0 : user, pod);
        stage.server().expect(null);
        if (!newest.isEmpty()) {
            UUID account = (UUID) newest.get(1).get(0).get("account");
            List<Map<String, Object>> now = bases(account);
            if (!now.equals(newest.get(0))) {
                troubles.add("I5: a stale lease moved a base: " + newest.get(0) + " became " + now);
            }
        }
    }

    private List<Map<String, Object>> bases(UUID account) {
        return firm.rows(BASES + " WHERE target.account_id = ? ORDER BY target.id", account);
    }

    void unbind(int binding, boolean keepRemote) {
        if (keepRemote && firm.isBound(firm.bindings.get(binding))) {
            kept.add(firm.bindings.get(binding).id());
        }
        firm.unbind(binding, keepRemote);
    }

    /** Whether a binding is gone whose objects were to stay. */
    boolean isKept(UUID binding) {
        return kept.contains(binding);
    }

    void landWhatIsLate() {
        calendars.landWhatIsLate();
    }

    /** What this run has seen, so that one can tell that the runs see everything. */
    void tellWhatHappened() {
        for (Deed deed : deeds()) {
            if (!deed.byUser()) {
                stage.tally(deed.before() == null ? "creates" : deed.after() == null ? "deletes" : "updates");
            }
        }
        firm.rows("SELECT cause FROM paliad.caldav_conflicts")
                .forEach(row -> stage.tally("conflict " + row.get("cause")));
        firm.rows("SELECT status FROM paliad.appointment_caldav_targets")
                .forEach(row -> stage.tally("target " + row.get("status")));
        firm.rows("SELECT FROM model.audit WHERE by_service AND op = 'UPDATE'").forEach(row -> stage.tally("pulls"));
        firm.rows("SELECT guard_direction FROM paliad.binding_sync_state WHERE guard_direction IS NOT NULL")
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
        firm.run("UPDATE paliad.user_calendar_bindings SET enabled = true WHERE NOT enabled");
        stage.clock().runAhead(Duration.ofHours(1));
        firm.run("UPDATE paliad.appointment_caldav_targets SET intent_until = intent_until - interval '1 hour'");
        for (int round = 0; round < MOST_ROUNDS; round++) {
            firm.run("""
                    UPDATE paliad.binding_sync_state SET guard_since = now() - interval '5 hours'
                    WHERE guard_direction = 'outbound'
                    """);
            int before = deeds().size();
            run(2, pod);
            boolean open = firm.rows("""
                    SELECT FROM paliad.appointment_caldav_targets WHERE intent IS NOT NULL
                    UNION ALL SELECT FROM paliad.caldav_tombstones
                    UNION ALL SELECT FROM paliad.captured_changes
                    UNION ALL SELECT FROM paliad.pending_appointments
                    UNION ALL SELECT FROM paliad.binding_sync_state WHERE guard_direction = 'outbound'
                    """).size() > 0;
            if (!open && round > 0 && deeds().size() == before) {
                return;
            }
        }
        troubles.add("I3: it does not come to rest");
    }

    /** A complete tick and a quiet one do nothing. */
    void ticksOnceMore() {
        List<Map<String, Object>> before = firm.rows(BASES + " ORDER BY target.id");
        int deeds = deeds().size();
        firm.run("UPDATE paliad.binding_sync_state SET listed_at = NULL, scoped_at = NULL");
        run(2, pod);
        run(2, pod);
        deeds().stream().skip(deeds).forEach(deed -> troubles.add("I3: at rest, and yet " + deed));
        List<Map<String, Object>> after = firm.rows(BASES + " ORDER BY target.id");
        if (!after.equals(before)) {
            troubles.add("I3: at rest, and yet " + before + " became " + after);
        }
    }

    private List<Deed> deeds() {
        return calendars.deeds();
    }
}
