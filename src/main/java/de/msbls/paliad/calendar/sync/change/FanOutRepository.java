package de.msbls.paliad.calendar.sync.change;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes captured changes and leaves them with the bindings that they may touch. Too many bindings is harmless, since the
 * slice decides; one too few would be a lost change.
 */
@ApplicationScoped
public class FanOutRepository {

    /**
     * One statement, so that nothing is taken without being passed on. Single appointments become pending in the bindings
     * at their project's ancestors, in their team's and creator's all-embracing ones, and wherever they stand already.
     * Team and tree changes make the bindings of whoever may gain or lose sight compare their whole slice.
     *
     * <p>Leases are locked first, in the order of their accounts: a tick's transactions begin with their lease too, so that
     * neither a tick nor another fan-out ever waits for this one in a circle.
     */
    private static final String FAN_OUT = """
            WITH taken AS (
                DELETE FROM paliad.captured_changes
                WHERE id IN (SELECT id FROM paliad.captured_changes ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
                RETURNING *
            ), at_project AS (
                SELECT appointment_id, old_project_id AS project_id
                FROM taken WHERE kind = 'appointment' AND old_project_id IS NOT NULL
                UNION
                SELECT appointment_id, new_project_id
                FROM taken WHERE kind = 'appointment' AND new_project_id IS NOT NULL
            ), single AS (
                SELECT binding.id AS binding_id, at_project.appointment_id
                FROM at_project
                JOIN paliad.project_closure above ON above.descendant_id = at_project.project_id
                JOIN paliad.user_calendar_bindings binding ON binding.scope_id = above.ancestor_id
                WHERE binding.scope_kind <> 'project' OR binding.scope_id = at_project.project_id
                UNION
                SELECT binding.id, at_project.appointment_id
                FROM at_project
                JOIN paliad.project_closure above ON above.descendant_id = at_project.project_id
                JOIN paliad.project_teams team ON team.project_id = above.ancestor_id
                JOIN paliad.user_calendar_bindings binding
                  ON binding.user_id = team.user_id AND binding.scope_kind = 'all_visible'
                UNION
                SELECT binding.id, taken.appointment_id
                FROM taken
                JOIN paliad.user_calendar_bindings binding
                  ON binding.user_id IN (taken.old_user_id, taken.new_user_id)
                 AND (binding.scope_kind IN ('all_visible', 'personal_only') OR binding.include_personal)
                WHERE taken.kind = 'appointment'
                  AND (taken.old_project_id IS NULL OR taken.new_project_id IS NULL)
                UNION
                SELECT target.binding_id, target.appointment_id
                FROM taken
                JOIN paliad.appointment_caldav_targets target ON target.appointment_id = taken.appointment_id
                WHERE taken.kind = 'appointment'
            ), around AS (
                SELECT pair.descendant_id AS project_id
                FROM taken JOIN paliad.project_closure pair ON pair.ancestor_id = taken.project_id
                WHERE taken.kind = 'project'
                UNION
                SELECT pair.ancestor_id
                FROM taken
                JOIN paliad.project_closure pair
                  ON pair.descendant_id IN (taken.project_id, taken.old_project_id, taken.new_project_id)
                WHERE taken.kind = 'project'
            ), rescoped AS (
                SELECT binding.id AS binding_id
                FROM taken
                JOIN paliad.user_calendar_bindings binding ON binding.user_id IN (taken.old_user_id, taken.new_user_id)
                WHERE taken.kind = 'team'
                UNION
                SELECT binding.id
                FROM around
                JOIN paliad.project_teams team ON team.project_id = around.project_id
                JOIN paliad.user_calendar_bindings binding ON binding.user_id = team.user_id
                UNION
                SELECT binding.id
                FROM taken
                JOIN paliad.user_calendar_bindings binding ON binding.scope_id = taken.project_id
                WHERE taken.kind = 'project'
                UNION
                SELECT binding_id FROM taken WHERE kind = 'binding'
            ), touched AS (
                SELECT config.account_id
                FROM (SELECT binding_id FROM single UNION SELECT binding_id FROM rescoped) changed
                JOIN paliad.user_calendar_bindings binding ON binding.id = changed.binding_id
                JOIN paliad.user_caldav_config config ON config.user_id = binding.user_id
                UNION
                SELECT account_id FROM taken WHERE kind = 'account'
            ), locked AS (
                SELECT account_id
                FROM paliad.caldav_leases
                WHERE account_id IN (SELECT account_id FROM touched)
                ORDER BY account_id
                FOR NO KEY UPDATE
            ), woken AS (
                UPDATE paliad.caldav_leases lease
                SET due_at = now()
                FROM locked
                WHERE lease.account_id = locked.account_id
                RETURNING lease.account_id
            ), pending AS (
                INSERT INTO paliad.pending_appointments (binding_id, appointment_id, mark)
                SELECT binding_id, appointment_id, nextval('paliad.pending_marks')
                FROM (SELECT *
                      FROM single
                      WHERE (SELECT count(*) FROM woken) >= 0
                      ORDER BY binding_id, appointment_id) ordered
                ON CONFLICT (binding_id, appointment_id) DO UPDATE
                SET mark = EXCLUDED.mark, attempts = 0, not_before = NULL
            ), marked AS (
                UPDATE paliad.binding_sync_state state
                SET scope_changes = state.scope_changes + 1
                FROM (SELECT binding_id FROM rescoped WHERE (SELECT count(*) FROM woken) >= 0) ordered
                WHERE state.binding_id = ordered.binding_id
            )
            SELECT count(*) AS taken FROM taken
            """;

    private final Pool pool;

    FanOutRepository(Pool pool) {
        this.pool = pool;
    }

    /** Fans out up to {@code most} captured changes, in one statement; answers how many it took. */
    public Uni<Long> fanOut(int most) {
        return pool.preparedQuery(FAN_OUT)
                .execute(Tuple.of(most))
                .map(rows -> rows.iterator().next().getLong("taken"));
    }
}
