package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.sync.Events;
import de.msbls.paliad.calendar.sync.chaos.Clients.Edit;
import de.msbls.paliad.calendar.sync.chaos.Clients.Writing;
import de.msbls.paliad.calendar.sync.model.server.Deed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether all that happened on the way was right: invariants I1, I2 and I5. Each trouble is told in a line. */
final class Proofs {

    private static final Pattern NOTE = Pattern.compile("(?m)^X-MINE:[^\r\n]*");

    private static final String BY_WORKERS = "SELECT * FROM chaos.versions WHERE writer LIKE 'worker-%'";

    /** Each value that an appointment had, or that lost a conflict, with its field. */
    private static final String KEPT = """
            SELECT appointment_id, field, value
            FROM chaos.versions
            CROSS JOIN LATERAL (VALUES ('title', title), ('location', location), ('starts_at', starts_at)) has (field, value)
            UNION
            SELECT appointment_id, field, value
            FROM paliad.caldav_conflicts
            CROSS JOIN LATERAL jsonb_each_text(remote) has (field, value)
            """;

    /** Every copy that may have been out of its calendar's slice at some time, by the UIDs that it had. */
    private static final String LEFT = """
            WITH moved AS (
                SELECT appointment_id FROM chaos.versions GROUP BY appointment_id
                HAVING count(DISTINCT coalesce(project_id::text, 'personal')) > 1 OR bool_or(op = 'DELETE')
            )
            SELECT DISTINCT move.uid
            FROM chaos.moves move
            JOIN paliad.user_calendar_bindings binding ON binding.id = move.binding_id
            JOIN chaos.versions version ON version.appointment_id = move.appointment_id
            WHERE move.appointment_id IN (SELECT appointment_id FROM moved)
               OR EXISTS (SELECT
                          FROM chaos.leaves
                          WHERE leaves.project_id = version.project_id
                            AND (leaves.user_id IS NULL OR leaves.user_id = binding.user_id))
            """;

    private static final String STALE = """
            SELECT move.writer, move.account_id, move.fence, claim.writer AS claimed_by
            FROM chaos.moves move
            LEFT JOIN chaos.claims claim ON claim.account_id = move.account_id AND claim.fence = move.fence
            WHERE move.writer LIKE 'worker-%' AND claim.writer IS DISTINCT FROM move.writer
            LIMIT 10
            """;

    private final Chronicle chronicle;
    private final Clients clients;
    private final Servers servers;
    private final Tally tally;
    private final List<String> troubles = new ArrayList<>();

    Proofs(Chronicle chronicle, Clients clients, Servers servers, Tally tally) {
        this.chronicle = chronicle;
        this.clients = clients;
        this.servers = servers;
        this.tally = tally;
    }

    List<String> troubles() {
        noEditIsLost();
        nothingIsInvented();
        everyDeletionHasItsCause();
        noStaleLeaseMovedABase();
        return troubles;
    }

    // I1

    private void noEditIsLost() {
        Set<List<Object>> kept = new HashSet<>();
        chronicle
                .rows(KEPT)
                .forEach(row -> kept.add(key(row.get("appointment_id"), row.get("field"), row.get("value"))));
        clients.lasting().forEach((edit, writing) -> {
            if (!kept.contains(
                    key(edit.place().copy().appointment(), edit.place().field().column(), edit.value()))) {
                judge(edit, writing);
            }
        });
    }

    private void judge(Edit edit, Writing writing) {
        if (writing.mayBeLostByTheServer()) {
            tally.count("lost by a server that carried out two writes at once");
        } else {
            troubles.add("I1: neither in the database nor in a conflict: " + edit + " by " + writing);
        }
    }

    private static List<Object> key(@Nullable Object appointment, @Nullable Object field, @Nullable Object value) {
        return List.of(Objects.toString(appointment), Objects.toString(field), Objects.toString(value));
    }

    /** What the service writes into an appointment, somebody has written over what stood there. */
    private void nothingIsInvented() {
        Map<List<Object>, Set<String>> replaced = new HashMap<>();
        clients.edits()
                .forEach(edit -> replaced.put(
                        key(
                                edit.place().copy().appointment(),
                                edit.place().field().column(),
                                edit.value()),
                        edit.replaced()));
        for (Map<String, Object> row : chronicle.rows(BY_WORKERS)) {
            if (!"UPDATE".equals(row.get("op"))) {
                troubles.add("I2: the service has made a " + row.get("op") + " of " + row.get("appointment_id"));
                continue;
            }
            for (Field field : Field.values()) {
                Object before = row.get("old_" + field.column());
                Object after = row.get(field.column());
                Set<String> seen =
                        replaced.getOrDefault(key(row.get("appointment_id"), field.column(), after), Set.of());
                if (!Objects.equals(before, after) && !seen.contains(Objects.toString(before))) {
                    troubles.add("I1: nobody has written this over what stood there: " + field + " of " + row);
                }
            }
        }
    }

    // I2

    private void everyDeletionHasItsCause() {
        Set<Object> left = new HashSet<>();
        chronicle.rows(LEFT).forEach(row -> left.add(row.get("uid")));
        servers.deeds().stream()
                .flatMap(List::stream)
                .filter(deed -> !deed.byUser())
                .forEach(deed -> judge(deed, left));
    }

    private void judge(Deed deed, Set<Object> left) {
        if (deed.before() != null && deed.after() == null && !left.contains(Events.line(deed.before(), "UID"))) {
            troubles.add("I2: deleted without a cause: " + deed);
        }
        if (deed.before() != null
                && deed.after() != null
                && !notes(deed.after()).containsAll(notes(deed.before()))) {
            troubles.add("her note is lost: " + deed);
        }
    }

    private static List<String> notes(String ics) {
        return NOTE.matcher(Events.unfolded(ics))
                .results()
                .map(note -> note.group())
                .toList();
    }

    // I5

    private void noStaleLeaseMovedABase() {
        chronicle.rows(STALE).forEach(row -> troubles.add("I5: moved under a lease that was not its own: " + row));
    }
}
