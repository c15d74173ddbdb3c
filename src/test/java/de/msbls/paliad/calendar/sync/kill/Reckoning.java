package de.msbls.paliad.calendar.sync.kill;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether nothing is lost and nothing there twice, once the service says that all is in sync. */
final class Reckoning {

    private final FirmDatabase firm;
    private final BothSides sides;

    Reckoning(FirmDatabase firm, BothSides sides) {
        this.firm = firm;
        this.sides = sides;
    }

    void check() {
        assertThat(Set.copyOf(firm.<UUID>values("SELECT id FROM paliad.appointments")))
                .as("the appointments that nobody has deleted")
                .isEqualTo(sides.alive());
        sides.calendars().forEach(this::checkCalendar);
        sides.editsThere().forEach(this::checkKept);
        sides.editsThere().clear();
    }

    private void checkCalendar(BothSides.Bound bound) {
        Map<String, String> objects = new TreeMap<>();
        bound.calendar()
                .list()
                .forEach(href -> objects.put(href, bound.calendar().get(href).orElseThrow()));
        assertThat(objects).as("foreign events").containsAllEntriesOf(bound.foreign());
        objects.keySet().removeAll(bound.foreign().keySet());

        Set<String> hrefs = new HashSet<>();
        for (Map<String, Object> row : slice(bound)) {
            if (isStanding(bound, row)) {
                String href = (String) row.get("href");
                hrefs.add(href);
                assertThat(objects).as("%s in %s", row, bound.binding()).containsKey(href);
                assertThat(fields(objects.get(href))).isEqualTo(fields(row));
            }
        }
        assertThat(objects.keySet()).as("ours in %s", bound.binding()).isEqualTo(hrefs);
    }

    private List<Map<String, Object>> slice(BothSides.Bound bound) {
        return firm.rows("""
                SELECT appointment.id, target.status, target.href, target.uid, target.reason,
                       appointment.title, appointment.location,
                       to_char(appointment.starts_at AT TIME ZONE time_zone, 'YYYYMMDD"T"HH24MISS') AS start,
                       to_char(appointment.ends_at AT TIME ZONE time_zone, 'YYYYMMDD"T"HH24MISS') AS end
                FROM paliad.appointments appointment
                LEFT JOIN paliad.appointment_caldav_targets target
                    ON target.appointment_id = appointment.id AND target.binding_id = ?
                WHERE ? OR appointment.project_id IS NOT NULL
                """, bound.binding(), bound.everything());
    }

    /** Absent only if she deleted it there herself. */
    private boolean isStanding(BothSides.Bound bound, Map<String, Object> row) {
        BothSides.Copy copy = new BothSides.Copy(bound.binding(), (UUID) row.get("id"));
        if ("suppressed".equals(row.get("status")) && sides.deletedThere().contains(copy)) {
            return false;
        }
        assertThat(row.get("status")).as("%s in %s", row, bound.binding()).isEqualTo("active");
        return true;
    }

    private static List<Object> fields(Map<String, Object> row) {
        return List.of(row.get("uid"), row.get("title"), row.get("location"), row.get("start"), row.get("end"));
    }

    private static List<Object> fields(String ics) {
        return List.of(
                line(ics, "UID"),
                line(ics, "SUMMARY"),
                line(ics, "LOCATION"),
                line(ics, "DTSTART"),
                line(ics, "DTEND"));
    }

    private static String line(String ics, String property) {
        String event = ics.substring(ics.indexOf("BEGIN:VEVENT"));
        Matcher line = Pattern.compile("(?m)^" + property + "(?:;[^:\r\n]*)?:([^\r\n]*)")
                .matcher(event);
        return line.find() ? line.group(1) : "no " + property;
    }

    private void checkKept(BothSides.Edit edit, String value) {
        assertThat(firm.<Boolean>value("""
                SELECT EXISTS (SELECT FROM public.versions WHERE value = ?)
                    OR EXISTS (SELECT FROM paliad.caldav_conflicts WHERE remote::text LIKE '%"' || ? || '"%')
                """, value, value))
                .as("%s to %s, in the database or in a conflict", edit, value)
                .isTrue();
    }
}
