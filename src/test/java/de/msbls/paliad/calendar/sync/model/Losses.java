package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.Truths.Place;
import de.msbls.paliad.calendar.sync.model.server.Deed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** No version is lost without a conflict row, and none is made up (I1). */
final class Losses {

    private static final String CONFLICTS = """
            SELECT appointment_id, remote->>'title' AS title, remote->>'description' AS description,
                   remote->>'location' AS location, coalesce(remote->>'starts_at', remote->>'start_date') AS starts_at
            FROM paliad.caldav_conflicts
            """;

    private static final String KEPT_TWICE = """
            SELECT binding_id, appointment_id, cause, remote::text AS remote, count(*) AS times
            FROM paliad.caldav_conflicts
            GROUP BY binding_id, appointment_id, cause, remote
            HAVING count(*) > 1
            """;

    private final World world;
    private final Truths truths;
    private final List<Map<String, Object>> audit;
    private final List<Map<String, Object>> conflicts;
    private final List<Deed> deeds;

    Losses(World world, Truths truths) {
        this.world = world;
        this.truths = truths;
        this.audit = world.ground().rows("SELECT * FROM model.audit ORDER BY seq");
        this.conflicts = world.ground().rows(CONFLICTS);
        this.deeds = world.calendars().deeds();
    }

    void noEditIsLost() {
        Map<String, Client.Edit> last = new HashMap<>();
        world.client().edits().forEach(edit -> last.put(edit.binding().calendar() + edit.name() + edit.field(), edit));
        for (Client.Edit edit : last.values()) {
            Place place = truths.placeOf(edit.uid());
            if (place == null || mayBeForgotten(edit, place)) {
                continue;
            }
            boolean arrived = audit.stream()
                    .filter(row -> place.appointment().equals(row.get("appointment_id")))
                    .anyMatch(row -> edit.field().markIn(row, false).equals(edit.mark()));
            boolean kept = conflicts.stream()
                    .filter(row -> place.appointment().equals(row.get("appointment_id")))
                    .anyMatch(row -> markInConflict(edit.field(), row).equals(edit.mark()));
            if (!arrived && !kept) {
                truths.tell("I1: lost without a conflict: " + edit);
            }
        }
    }

    private static String markInConflict(Field field, Map<String, Object> row) {
        String value = Objects.toString(row.get(field.inConflict()), "");
        return field == Field.TIME ? value : Field.mark(value);
    }

    /** She deleted it later herself; it was never to be pulled; or no precondition could protect it. */
    private boolean mayBeForgotten(Client.Edit edit, Place place) {
        boolean deletedLater = deeds.stream()
                .skip(edit.deeds() + 1L)
                .anyMatch(deed -> deed.byUser()
                        && deed.after() == null
                        && deed.calendar().equals(edit.binding().calendar())
                        && deed.name().equals(edit.name()));
        boolean isHers = !edit.field().isPulled(edit.detail());
        boolean overtaken = deeds.stream()
                .skip(edit.deeds())
                .anyMatch(deed -> isUnstoppable(deed)
                        && deed.tick() == edit.during()
                        && deed.calendar().equals(edit.binding().calendar())
                        && deed.name().equals(edit.name()));
        boolean isLeftThere = world.isKept(edit.binding().id());
        return deletedLater
                || isHers
                || isLeftThere
                || overtaken
                || truths.isHerOwnCopy(edit.binding(), edit.name(), edit.uid())
                || truths.isQuarantined(edit.binding(), place.appointment());
    }

    /** No precondition held it back from what came after the pod that sent it had looked. */
    private boolean isUnstoppable(Deed deed) {
        return deed.overtook() || (!deed.guarded() && world.service().wasTakenOver(deed.tick()));
    }

    /** A version that lost is kept once, however often its write had to be tried. */
    void nothingIsKeptTwice() {
        world.ground().rows(KEPT_TWICE).forEach(row -> truths.tell("I1: kept twice: " + row));
    }

    /** A pull takes what a user wrote, and replaces what she saw. */
    void nothingIsInvented() {
        for (Map<String, Object> row : audit) {
            if (!Boolean.TRUE.equals(row.get("by_service"))) {
                continue;
            }
            if (!"UPDATE".equals(row.get("op"))) {
                truths.tell("I2: the service made a " + row.get("op") + " of " + row.get("appointment_id"));
                continue;
            }
            for (Field field : Field.values()) {
                String before = field.markIn(row, true);
                String after = field.markIn(row, false);
                boolean hers = world.client().edits().stream()
                        .anyMatch(edit -> edit.field() == field
                                && edit.mark().equals(after)
                                && edit.replaced().contains(before));
                if (!before.equals(after) && !hers) {
                    truths.tell("I1: " + field + " " + before + " was replaced by " + after
                            + ", which nobody wrote over it, in " + row.get("appointment_id"));
                }
            }
        }
    }
}
