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
     * at their project's ancestors whose owners see them, in those users' and the creator's all-embracing ones, and wherever they
     * stand already.
     * Team and tree changes make the bindings of whoever may gain or lose sight compare their whole slice.
     *
     * <p>Leases are locked first, in the order of their accounts: a tick's transactions begin with their lease too, so that
     * neither a tick nor another fan-out ever waits for this one in a circle.
     *
     * <p>{@code LATERAL … OFFSET 0} makes PostgreSQL go from the few changes to the rows that they touch, by index: how few they
     * are is in no statistics.
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
            ), above AS (
                SELECT at_project.appointment_id, at_project.project_id, up.ancestor_id
                FROM at_project
                CROSS JOIN LATERAL (
                    SELECT ancestor_id
                    FROM paliad.project_closure
                    WHERE descendant_id = at_project.project_id
                    OFFSET 0) up
            ), seen_by AS (
                SELECT DISTINCT above.appointment_id, member.user_id
                FROM above
                CROSS JOIN LATERAL (
                    SELECT user_id
                    FROM paliad.project_teams
                    WHERE project_id = above.ancestor_id
                    OFFSET 0) member
            ), single AS (
                SELECT binding.id AS binding_id, seen_by.appointment_id
                FROM seen_by
                CROSS JOIN LATERAL (
                    SELECT id, scope_kind, scope_id
                    FROM paliad.user_calendar_bindings
                    WHERE user_id = seen_by.user_id
                    OFFSET 0) binding
                LEFT JOIN above
                  ON above.appointment_id = seen_by.appointment_id
                 AND above.ancestor_id = binding.scope_id
                 AND (binding.scope_kind <> 'project' OR above.ancestor_id = above.project_id)
                WHERE binding.scope_kind = 'all_visible' OR above.ancestor_id IS NOT NULL
                UNION
                SELECT binding.id, taken.appointment_id
                FROM taken
                CROSS JOIN LATERAL (
                    SELECT id
                    FROM paliad.user_calendar_bindings
                    WHERE user_id IN (taken.old_user_id, taken.new_user_id)
                      AND (scope_kind IN ('all_visible', 'personal_only') OR include_personal)
                    OFFSET 0) binding
                WHERE taken.kind = 'appointment'
                  AND (taken.old_project_id IS NULL OR taken.new_project_id IS NULL)
                UNION
                SELECT target.binding_id, taken.appointment_id
                FROM taken
                CROSS JOIN LATERAL (
                    SELECT binding_id
                    FROM paliad.appointment_caldav_targets
                    WHERE appointment_id = taken.appointment_id
                    OFFSET 0) target
                WHERE taken.kind = 'appointment'
            ), around AS (
                SELECT down.descendant_id AS project_id
                FROM taken
                CROSS JOIN LATERAL (
                    SELECT descendant_id FROM paliad.project_closure WHERE ancestor_id = taken.project_id OFFSET 0) down
                WHERE taken.kind = 'project'
                UNION
                SELECT up.ancestor_id
                FROM taken
                CROSS JOIN LATERAL (
                    SELECT ancestor_id
                    FROM paliad.project_closure
                    WHERE descendant_id IN (taken.project_id, taken.old_project_id, taken.new_project_id)
                    OFFSET 0) up
                WHERE taken.kind = 'project'
            ), rescoped AS (
                SELECT binding.id AS binding_id
                FROM (SELECT old_user_id AS user_id FROM taken WHERE kind = 'team'
                      UNION
                      SELECT new_user_id FROM taken WHERE kind = 'team'
                      UNION
                      SELECT member.user_id
                      FROM around
                      CROSS JOIN LATERAL (
                          SELECT user_id FROM paliad.project_teams WHERE project_id = around.project_id OFFSET 0) member
                     ) gains_or_loses
                CROSS JOIN LATERAL (
                    SELECT id
                    FROM paliad.user_calendar_bindings
                    WHERE user_id = gains_or_loses.user_id
                    OFFSET 0) binding
                UNION
                SELECT binding.id
                FROM taken
                CROSS JOIN LATERAL (
                    SELECT id FROM paliad.user_calendar_bindings WHERE scope_id = taken.project_id OFFSET 0) binding
                WHERE taken.kind = 'project'
                UNION
                SELECT binding_id FROM taken WHERE kind = 'binding'
            ), touched AS (
                SELECT owner.account_id
                FROM (SELECT binding_id FROM single UNION SELECT binding_id FROM rescoped) changed
                CROSS JOIN LATERAL (
                    SELECT config.account_id
                    FROM paliad.user_calendar_bindings binding
                    JOIN paliad.user_caldav_config config ON config.user_id = binding.user_id
                    WHERE binding.id = changed.binding_id
                    OFFSET 0) owner
                UNION
                SELECT account_id FROM taken WHERE kind = 'account'
            ), locked AS (
                SELECT lease.account_id
                FROM (SELECT account_id FROM touched ORDER BY account_id) in_order
                CROSS JOIN LATERAL (
                    SELECT account_id
                    FROM paliad.caldav_leases
                    WHERE account_id = in_order.account_id
                    FOR NO KEY UPDATE) lease
            ), woken AS (
                UPDATE paliad.caldav_leases
                SET due_at = now()
                WHERE account_id = ANY (ARRAY(SELECT account_id FROM locked))
                RETURNING account_id
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
                UPDATE paliad.binding_sync_state
                SET scope_changes = scope_changes + 1
                WHERE binding_id = ANY (
                    ARRAY(SELECT binding_id FROM rescoped WHERE (SELECT count(*) FROM woken) >= 0))
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
