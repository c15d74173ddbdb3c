package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.Wishes.Bound;
import de.msbls.paliad.calendar.sync.target.TargetUid;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What users answer to what the service shows them, written as the API writes it. */
final class Answers {

    private final Ground ground;
    private final Wishes wishes;

    Answers(Ground ground, Wishes wishes) {
        this.ground = ground;
        this.wishes = wishes;
    }

    /** What the guard holds is carried out, or put back where it disappeared from the calendar. Answers whether it was held. */
    boolean decide(int number, String decision) {
        String direction = decision.equals("put_back") ? " AND guard_direction = 'inbound'" : "";
        UUID id = wishes.binding(number).id();
        boolean held = ground.change("""
                UPDATE paliad.binding_sync_state SET guard_decision = ?, guard_decided_count = guard_count
                WHERE binding_id = ? AND guard_direction IS NOT NULL
                """ + direction, decision, id) > 0;
        if (held) {
            wake(id);
        }
        return held;
    }

    /** What the user deleted in her calendar, or the server refused, is tried anew. Answers whether there was any. */
    boolean restore(int number, int pick) {
        Bound binding = wishes.binding(number);
        List<Map<String, Object>> kept = ground.rows("""
                SELECT id, appointment_id, status, incarnation FROM paliad.appointment_caldav_targets
                WHERE binding_id = ? AND status IN ('suppressed', 'quarantined') ORDER BY appointment_id
                """, binding.id());
        Map<String, Object> target = Firm.any(kept, pick);
        boolean isSuppressed = target != null && target.get("status").equals("suppressed");
        if (target == null
                || (isSuppressed
                        && !ground.slices().getOrDefault(binding.id(), Set.of()).contains((UUID)
                                target.get("appointment_id")))) {
            return false;
        }
        ground.together(() -> {
            if (isSuppressed) {
                beginAnew(binding, target);
            } else {
                ground.change("""
                        UPDATE paliad.appointment_caldav_targets
                        SET writes = 0, refused_version = NULL, refused_etag = NULL WHERE id = ?
                        """, target.get("id"));
            }
            ground.change("""
                    INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark, look_again)
                    VALUES (?, ?, nextval('paliad.pending_marks'), true)
                    ON CONFLICT (binding_id, appointment_id) DO UPDATE SET mark = EXCLUDED.mark, look_again = true
                    """, binding.id(), target.get("appointment_id"));
            wake(binding.id());
        });
        return true;
    }

    private void beginAnew(Bound binding, Map<String, Object> target) {
        int incarnation = (Integer) target.get("incarnation") + 1;
        ground.change(
                """
                UPDATE paliad.appointment_caldav_targets
                SET status = 'absent', incarnation = ?, uid = ?, href = NULL, href_key = NULL, etag = NULL,
                    base_version = NULL, base_detail = NULL, intent = NULL, intent_fence = NULL, intent_until = NULL,
                    writes = 0, reason = NULL, refused_version = NULL, refused_etag = NULL
                WHERE id = ?
                """,
                incarnation,
                TargetUid.of(binding.id(), (UUID) target.get("appointment_id"), incarnation),
                target.get("id"));
        ground.change(
                "UPDATE paliad.caldav_target_objects SET sent = NULL, stored = NULL WHERE target_id = ?",
                target.get("id"));
    }

    private void wake(UUID binding) {
        ground.change("""
                INSERT INTO paliad.captured_changes (kind, account_id)
                SELECT 'account', config.account_id
                FROM paliad.user_caldav_config config
                JOIN paliad.user_calendar_bindings binding ON binding.user_id = config.user_id
                WHERE binding.id = ?
                """, binding);
    }
}
