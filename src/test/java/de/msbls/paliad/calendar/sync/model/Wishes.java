package de.msbls.paliad.calendar.sync.model;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The users' bindings, written as the API writes them. */
final class Wishes {

    /** One binding, and the calendar that it was made for. */
    record Bound(UUID id, UUID user, String calendar) {}

    private final Ground ground;
    private final Firm firm;
    private final Connections connections;
    private final List<Bound> bindings = new ArrayList<>();
    private final List<Bound> everBound = new ArrayList<>();

    Wishes(Ground ground, Firm firm, Connections connections) {
        this.ground = ground;
        this.firm = firm;
        this.connections = connections;
    }

    List<Bound> bindings() {
        return bindings;
    }

    Bound binding(int number) {
        return bindings.get(Math.floorMod(number, bindings.size()));
    }

    List<Bound> everBound() {
        return everBound;
    }

    void bind(int user, String kind, int node, boolean personal, String detail) {
        String calendar = Connections.calendars(user, bindings.size()).get(0);
        UUID scope = node < 0 ? null : firm.node(node);
        bindings.add(bound(firm.users.get(user), calendar, kind, scope, personal, detail));
    }

    private Bound bound(UUID user, String calendar, String kind, UUID node, boolean personal, String detail) {
        Bound bound = new Bound(Firm.id("binding", everBound.size()), user, calendar);
        ground.change("""
                INSERT INTO paliad.user_calendar_bindings
                    (id, user_id, calendar_path, calendar_key, scope_kind, scope_id, include_personal, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, bound.id(), user, calendar, calendar, kind, node, personal, detail);
        everBound.add(bound);
        return bound;
    }

    /** The binding goes; what it wrote goes from the calendar by and by, unless that is to be kept. */
    void unbind(int number, boolean keepRemote) {
        ground.together(() -> {
            if (keepRemote) {
                ground.run("SELECT set_config('paliad.keep_remote', 'on', true)");
            }
            ground.change(
                    "DELETE FROM paliad.user_calendar_bindings WHERE id = ?",
                    binding(number).id());
        });
    }

    /** A new binding in place of one that was removed, or that has no calendar since the connection was pointed elsewhere. */
    void bindAgain(int number, String detail) {
        Bound former = binding(number);
        int place = Math.floorMod(number, bindings.size());
        String calendar = connections.calendarNow(former.user(), place);
        if (calendar != null && !isBound(former)) {
            ground.change("DELETE FROM paliad.user_calendar_bindings WHERE id = ?", former.id());
            bindings.set(place, bound(former.user(), calendar, "all_visible", null, false, detail));
        }
    }

    /** Whether it is there, with its calendar. */
    boolean isBound(Bound binding) {
        return ground.isThere(
                "SELECT FROM paliad.user_calendar_bindings WHERE id = ? AND calendar_path IS NOT NULL", binding.id());
    }

    void scope(int number, String kind, int pick) {
        boolean root = kind.equals("all_visible") || kind.equals("personal_only");
        UUID node = root ? null : Firm.any(firm.existingNodes(), pick);
        if (root || node != null) {
            patch(number, "scope_kind = ?, scope_id = ?", kind, node);
        }
    }

    void includePersonal(int number, boolean personal) {
        patch(number, "include_personal = ?", personal);
    }

    void detail(int number, String detail) {
        patch(number, "detail = ?", detail);
    }

    void enabled(int number, boolean enabled) {
        ground.change(
                "UPDATE paliad.user_calendar_bindings SET enabled = ? WHERE id = ?",
                enabled,
                binding(number).id());
    }

    private void patch(int number, String set, Object... values) {
        UUID id = binding(number).id();
        Object[] all = new Object[values.length + 1];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = id;
        ground.together(() -> {
            ground.change(
                    "UPDATE paliad.user_calendar_bindings SET " + set + ", version = version + 1 WHERE id = ?", all);
            ground.change("""
                    UPDATE paliad.binding_sync_state
                    SET scope_changes = scope_changes + 1, user_scope_change = scope_changes + 1
                    WHERE binding_id = ?
                    """, id);
        });
    }
}
