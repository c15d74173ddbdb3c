package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.sync.Events;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether both sides are equal at the end, and nothing is there twice. Each trouble is told in a line. */
final class Reckoning {

    /** Asked along parent_id: nothing that the service keeps of the tree is used. */
    private static final String SLICES = """
            WITH RECURSIVE up AS (
                SELECT id AS node, id AS above FROM paliad.projects
                UNION
                SELECT up.node, higher.parent_id
                FROM up JOIN paliad.projects higher ON higher.id = up.above
                WHERE higher.parent_id IS NOT NULL
            ), seen AS (
                SELECT DISTINCT up.node, team.user_id
                FROM up JOIN paliad.project_teams team ON team.project_id = up.above
            ), slice AS (
                SELECT binding.id AS binding_id, appointment.id AS appointment_id
                FROM paliad.user_calendar_bindings binding
                JOIN paliad.appointments appointment
                  ON appointment.project_id IS NULL AND appointment.created_by = binding.user_id
                WHERE binding.scope_kind = 'all_visible'
                UNION ALL
                SELECT binding.id, appointment.id
                FROM paliad.user_calendar_bindings binding
                JOIN seen USING (user_id)
                JOIN paliad.appointments appointment ON appointment.project_id = seen.node
                WHERE binding.scope_kind = 'all_visible'
                   OR EXISTS (SELECT FROM up WHERE up.node = seen.node AND up.above = binding.scope_id)
            )
            SELECT slice.binding_id, appointment.id, appointment.title, appointment.location,
                   chaos.text(appointment.starts_at) AS starts_at,
                   target.status, target.reason, target.uid, target.href_key
            FROM slice
            JOIN paliad.appointments appointment ON appointment.id = slice.appointment_id
            LEFT JOIN paliad.appointment_caldav_targets target
              ON target.binding_id = slice.binding_id AND target.appointment_id = slice.appointment_id
            """;

    private final Chronicle chronicle;
    private final Clients clients;
    private final List<String> troubles = new ArrayList<>();
    private int compared;

    Reckoning(Chronicle chronicle, Clients clients) {
        this.chronicle = chronicle;
        this.clients = clients;
    }

    List<String> troubles() {
        Map<UUID, List<Map<String, Object>>> slices = new HashMap<>();
        chronicle.rows(SLICES).forEach(row -> slices.computeIfAbsent(
                        (UUID) row.get("binding_id"), any -> new ArrayList<>())
                .add(row));
        clients.calendars().forEach(bound -> compare(bound, slices.getOrDefault(bound.binding(), List.of())));
        return troubles;
    }

    /** How many objects were held against their appointments. */
    int compared() {
        return compared;
    }

    private void compare(Bound bound, List<Map<String, Object>> slice) {
        Map<String, String> objects = new TreeMap<>(bound.diary().all());
        noUidStandsTwice(bound, objects);
        bound.foreign().forEach((href, text) -> {
            if (!text.equals(objects.remove(href))) {
                troubles.add("her own event was touched: " + href);
            }
        });
        for (Map<String, Object> row : slice) {
            String ics = objects.remove(Objects.toString(row.get("href_key")));
            if (mustStand(bound, row)) {
                isEqual(row, ics);
            } else if (ics != null) {
                troubles.add("stands there though she has deleted it: " + row);
            }
        }
        objects.keySet().forEach(href -> troubles.add("stands there without an appointment: " + href));
    }

    private void noUidStandsTwice(Bound bound, Map<String, String> objects) {
        Set<String> uids = new HashSet<>();
        objects.forEach((href, ics) -> {
            if (!uids.add(Events.line(ics, "UID"))) {
                troubles.add("its UID stands there twice: " + href + " in " + bound);
            }
        });
    }

    /** Unless she has deleted it there herself. */
    private boolean mustStand(Bound bound, Map<String, Object> row) {
        boolean deleted = clients.hasDeleted(bound.binding(), (UUID) row.get("id"));
        if ("suppressed".equals(row.get("status")) && deleted) {
            return false;
        }
        if (!"active".equals(row.get("status"))) {
            troubles.add("is not there: " + row);
        }
        return true;
    }

    private void isEqual(Map<String, Object> row, @Nullable String ics) {
        compared++;
        if (ics == null) {
            troubles.add("is lost: " + row);
            return;
        }
        for (Field field : Field.values()) {
            if (!field.in(ics).equals(row.get(field.column()))) {
                troubles.add("differs: " + field + " is " + field.in(ics) + " in the calendar of " + row);
            }
        }
        if (!Events.line(ics, "UID").equals(row.get("uid"))) {
            troubles.add("has another UID: " + row);
        }
    }
}
