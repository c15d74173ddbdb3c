package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.ical.UnreadableEventException;
import de.msbls.paliad.calendar.sync.model.Wishes.Bound;
import de.msbls.paliad.calendar.sync.model.server.Deed;
import de.msbls.paliad.calendar.sync.model.server.Texts;
import de.msbls.paliad.calendar.sync.target.TargetUid;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must be true once a world has come to rest. Each trouble is told in a line. */
final class Truths {

    private static final int MOST_INCARNATIONS = 16;

    private static final Duration WINDOW = Duration.ofDays(180);

    private static final String TARGETS = """
            SELECT binding_id, appointment_id, status, reason, uid FROM paliad.appointment_caldav_targets
            """;

    /** One appointment in one binding. */
    record Place(UUID binding, UUID appointment) {}

    private final World world;
    private final Ground ground;
    private final Firm firm;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<Place, Map<String, Object>> targets = new HashMap<>();
    private final Map<UUID, Map<String, Object>> appointments = new HashMap<>();
    private final Map<UUID, Map<String, Object>> bindings = new HashMap<>();
    private final List<Deed> deeds;
    private final List<String> troubles = new ArrayList<>();

    Truths(World world) {
        this.world = world;
        this.ground = world.ground();
        this.firm = world.firm();
        for (Bound bound : world.wishes().everBound()) {
            UUID binding = bound.id();
            for (UUID appointment : firm.everBooked()) {
                for (int incarnation = 0; incarnation < MOST_INCARNATIONS; incarnation++) {
                    places.put(TargetUid.of(binding, appointment, incarnation), new Place(binding, appointment));
                }
            }
        }
        ground.rows(TARGETS)
                .forEach(row -> targets.put(new Place(uuid(row, "binding_id"), uuid(row, "appointment_id")), row));
        ground.rows(
                        "SELECT *, model.start(appointments) AS start, coalesce(ends_at, end_date) AS over FROM paliad.appointments")
                .forEach(row -> appointments.put(uuid(row, "id"), row));
        ground.rows("SELECT * FROM paliad.user_calendar_bindings JOIN paliad.binding_sync_state ON binding_id = id")
                .forEach(row -> bindings.put(uuid(row, "id"), row));
        this.deeds = world.calendars().deeds();
    }

    /** Empty when all is well. */
    List<String> troubles() {
        world.wishes().everBound().stream()
                .collect(Collectors.toMap(Bound::calendar, Function.identity(), (former, now) -> now))
                .values()
                .forEach(this::bothSidesAreEqual);
        foreignObjectsAreUntouched();
        Losses losses = new Losses(world, this);
        losses.noEditIsLost();
        losses.nothingIsKeptTwice();
        losses.nothingIsInvented();
        everyDeletionHasItsCause();
        suppressedIsWhatTheUserDeleted();
        return troubles;
    }

    // Both sides

    private void bothSidesAreEqual(Bound binding) {
        Map<UUID, List<String>> there = new HashMap<>();
        world.calendars().in(binding.calendar()).forEach((name, text) -> {
            Place place = place(text);
            if (place != null
                    && (world.isKept(place.binding())
                            || isHerOwnCopy(
                                    binding, name, EventObject.parse(text).uid()))) {
                return;
            }
            if (place != null && place.binding().equals(binding.id())) {
                there.computeIfAbsent(place.appointment(), any -> new ArrayList<>())
                        .add(text);
            } else if (!world.client().foreign().containsKey(binding.calendar() + name)) {
                tell("sides: nobody's object " + binding.calendar() + name);
            }
        });
        Set<UUID> slice = ground.slices().getOrDefault(binding.id(), Set.of());
        there.forEach((appointment, texts) -> {
            if (texts.size() > 1) {
                tell("I4: " + texts.size() + " objects of " + appointment + " in " + binding.calendar());
            }
            if (!slice.contains(appointment)) {
                tell("sides: " + appointment + " is out of scope, and stands in " + binding.calendar() + " "
                        + target(binding, appointment));
            } else if (!isQuarantined(binding, appointment)) {
                isEqual(binding, appointment, texts.get(0));
            }
        });
        slice.stream()
                .filter(appointment -> !there.containsKey(appointment) && !mayBeMissing(binding, appointment))
                .forEach(appointment -> tell("sides: " + appointment + " is missing in " + binding.calendar() + " "
                        + target(binding, appointment)));
    }

    /** She brought it back when nothing remembered it any more: its appointment is deleted, or stands there anew. */
    boolean isHerOwnCopy(Bound binding, String name, String uid) {
        boolean broughtBack = deeds.stream()
                .filter(deed -> deed.before() == null
                        && deed.calendar().equals(binding.calendar())
                        && deed.name().equals(name))
                .reduce((earlier, later) -> later)
                .filter(Deed::byUser)
                .isPresent();
        return broughtBack && targets.values().stream().noneMatch(target -> uid.equals(target.get("uid")));
    }

    /** Held by the guard, ended too long ago, deleted by the user, refused by the server. */
    private boolean mayBeMissing(Bound binding, UUID appointment) {
        boolean held = "inbound".equals(bindings.get(binding.id()).get("guard_direction"))
                && wasDeletedByUser(new Place(binding.id(), appointment));
        Timestamp end = (Timestamp) appointments.get(appointment).get("over");
        boolean isPast = end.toInstant().isBefore(Instant.now().minus(WINDOW));
        return held || isPast || isSuppressed(binding, appointment) || isQuarantined(binding, appointment);
    }

    private Map<String, Object> target(Bound binding, UUID appointment) {
        return targets.getOrDefault(new Place(binding.id(), appointment), Map.of());
    }

    private boolean isSuppressed(Bound binding, UUID appointment) {
        return "suppressed".equals(target(binding, appointment).get("status"));
    }

    /** Only what the server refused. */
    boolean isQuarantined(Bound binding, UUID appointment) {
        Map<String, Object> target = target(binding, appointment);
        return "quarantined".equals(target.get("status")) && "forbidden".equals(target.get("reason"));
    }

    private void isEqual(Bound binding, UUID appointment, String text) {
        Map<String, Object> row = appointments.get(appointment);
        String detail = (String) bindings.get(binding.id()).get("detail");
        EventFields fields = Client.fields(text);
        if (fields == null) {
            tell("sides: unreadable " + text);
            return;
        }
        String where = " of " + appointment + " in " + binding.calendar() + " " + target(binding, appointment);
        String start = Field.start(fields.time());
        if (!start.equals(row.get("start"))) {
            tell("sides: start " + start + " for " + row.get("start") + where);
        }
        if (detail.equals("busy")) {
            String mark = Field.mark(fields.summary());
            if (firm.wrote(mark)) {
                tell("sides: a title is shown in a busy calendar: " + mark + where);
            }
            return;
        }
        isEqualText("title", (String) row.get("title"), fields.summary(), where);
        if (!fields.status().name().toLowerCase(Locale.ROOT).equals(row.get("status"))) {
            tell("sides: status " + fields.status() + " for " + row.get("status") + where);
        }
        if (detail.equals("full")) {
            isEqualText("description", (String) row.get("description"), fields.description(), where);
            isEqualText("location", (String) row.get("location"), fields.location(), where);
        } else if (firm.wrote(Field.mark(fields.description())) || firm.wrote(Field.mark(fields.location()))) {
            tell("sides: more than the title is shown" + where);
        }
    }

    private void isEqualText(String what, String wanted, String found, String where) {
        String one = Objects.requireNonNullElse(wanted, "").strip();
        String other = Objects.requireNonNullElse(found, "").strip();
        boolean truncated = world.frame().manners().texts() == Texts.TRUNCATED && what.equals("description");
        boolean beginsSo = truncated && other.length() > Texts.MOST / 2 && one.startsWith(other);
        boolean hersFromNarrowerDays =
                what.equals("description") || what.equals("location") ? isUsersOwn(other) : false;
        if (!one.equals(other) && !beginsSo && !hersFromNarrowerDays) {
            tell("sides: " + what + " " + other + " for " + one + where);
        }
    }

    /** Written by a user where the binding showed less than that then: it is hers. */
    private boolean isUsersOwn(String text) {
        return world.client().edits().stream()
                .anyMatch(edit ->
                        edit.mark().equals(Field.mark(text)) && !edit.field().isPulled(edit.detail()));
    }

    // Foreign objects

    private void foreignObjectsAreUntouched() {
        for (Deed deed : deeds) {
            boolean foreign = deed.before() != null && place(deed.before()) == null;
            if (!deed.byUser() && foreign) {
                tell("foreign: " + deed);
            }
            if (!deed.byUser() && deed.after() != null && place(deed.after()) == null) {
                tell("foreign: written by nobody " + deed);
            }
            boolean patched = !deed.byUser() && !deed.overtook() && deed.before() != null && deed.after() != null;
            if (patched && !Annotations.of(deed.after()).containsAll(Annotations.of(deed.before()))) {
                tell("foreign: her own properties are lost: " + deed);
            }
        }
    }

    // I2

    private void everyDeletionHasItsCause() {
        for (Deed deed : deeds) {
            Place place = deed.byUser() || deed.after() != null ? null : place(deed.before());
            if (place != null) {
                boolean left = world.service().slicesDuring(deed.tick()).stream()
                        .anyMatch(slices ->
                                !slices.getOrDefault(place.binding(), Set.of()).contains(place.appointment()));
                if (!left) {
                    tell("I2: deleted without a cause: " + deed);
                }
            }
        }
    }

    private void suppressedIsWhatTheUserDeleted() {
        targets.forEach((place, target) -> {
            if ("suppressed".equals(target.get("status")) && !wasDeletedByUser(place)) {
                tell("I2: suppressed, and the user never deleted it: " + target);
            }
            if ("quarantined".equals(target.get("status")) && !"forbidden".equals(target.get("reason"))) {
                tell("sides: quarantined for nothing: " + target);
            }
        });
    }

    /** Null: no appointment has it. */
    Place placeOf(String uid) {
        return places.get(uid);
    }

    /** As it stands; empty: it is gone. */
    Map<String, Object> binding(Bound binding) {
        return bindings.getOrDefault(binding.id(), Map.of());
    }

    private boolean wasDeletedByUser(Place place) {
        return deeds.stream()
                .filter(deed -> deed.byUser() && deed.after() == null && deed.before() != null)
                .anyMatch(deed -> place.equals(place(deed.before())));
    }

    private Place place(String text) {
        try {
            return places.get(EventObject.parse(text).uid());
        } catch (UnreadableEventException unreadable) {
            return null;
        }
    }

    void tell(String trouble) {
        troubles.add(trouble);
    }

    private static UUID uuid(Map<String, Object> row, String column) {
        return (UUID) row.get(column);
    }
}
