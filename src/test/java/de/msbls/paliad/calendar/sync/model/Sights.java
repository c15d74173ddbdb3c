package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Deed;
import de.msbls.paliad.calendar.sync.model.server.Manners.OldToken;
import de.msbls.paliad.calendar.sync.model.server.Weather.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** What runs have met, and what enough of them must have met: histories that never come to the point prove nothing. */
final class Sights {

    private static final List<String> OTHERS = List.of(
            "edits in the midst of a tick",
            "unbound, its events left there",
            "listings caught up",
            "a faithless server",
            "a server that compares states",
            "creates",
            "updates",
            "deletes",
            "pulls",
            "whole days",
            "a series updated",
            "an alarm kept",
            "conflict both_changed",
            "conflict may_not_edit",
            "conflict left_scope",
            "conflict deleted_here",
            "target absent",
            "target active",
            "target suppressed",
            "target quarantined",
            "held inbound",
            "held outbound",
            "answer carry_out",
            "answer put_back");

    private static final TreeSet<String> WANTED = new TreeSet<>(Stream.of(
                    Arrays.stream(Step.class.getPermittedSubclasses()).map(Class::getSimpleName),
                    Arrays.stream(Fault.values()).map(Fault::toString),
                    Arrays.stream(OldToken.values()).map(Sights::answered),
                    Arrays.stream(Service.Loss.values()).map(loss -> lost(loss, true)),
                    OTHERS.stream())
            .flatMap(all -> all)
            .toList());

    private final Map<String, Integer> seen = new ConcurrentSkipListMap<>();

    static String lost(Service.Loss loss, boolean writing) {
        return "lease " + loss + (writing ? " while writing" : "");
    }

    private static String answered(OldToken token) {
        return "an old token " + token;
    }

    void note(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    int times(String what) {
        return seen.getOrDefault(what, 0);
    }

    /** Kinds that were wanted and never met. */
    TreeSet<String> missing() {
        TreeSet<String> missing = new TreeSet<>(WANTED);
        missing.removeAll(seen.keySet());
        return missing;
    }

    /** What a run that is over has met. */
    void of(World world) {
        if (!world.frame().manners().keepsWord()) {
            note("a faithless server");
        }
        if (world.frame().manners().comparesStates()) {
            note("a server that compares states");
        }
        Map<String, Integer> struck = world.calendars().struck();
        struck.keySet().forEach(this::note);
        if (struck.containsKey(Fault.TOKEN_FORGOTTEN.toString())) {
            note(answered(world.frame().manners().oldToken()));
        }
        world.calendars().deeds().stream().filter(deed -> !deed.byUser()).forEach(this::of);
        Ground ground = world.ground();
        ground.rows("SELECT cause FROM paliad.caldav_conflicts").forEach(row -> note("conflict " + row.get("cause")));
        ground.rows("SELECT status FROM paliad.appointment_caldav_targets")
                .forEach(row -> note("target " + row.get("status")));
        ground.rows("SELECT FROM model.audit WHERE by_service AND op = 'UPDATE'")
                .forEach(row -> note("pulls"));
        held(ground);
    }

    private void of(Deed deed) {
        note(deed.before() == null ? "creates" : deed.after() == null ? "deletes" : "updates");
        if (deed.overtook()) {
            note("an edit overtaken that nothing protected");
        }
        if (deed.after() != null && deed.after().contains("DTSTART;VALUE=DATE:")) {
            note("whole days");
        }
        if (deed.before() != null && deed.after() != null) {
            if (deed.after().contains("RECURRENCE-ID")) {
                note("a series updated");
            }
            if (deed.after().contains("BEGIN:VALARM")) {
                note("an alarm kept");
            }
        }
    }

    /** What guards hold at this moment. */
    void held(Ground ground) {
        ground.rows("SELECT guard_direction FROM paliad.binding_sync_state WHERE guard_direction IS NOT NULL")
                .forEach(row -> note("held " + row.get("guard_direction")));
    }

    @Override
    public String toString() {
        return seen.toString();
    }
}
