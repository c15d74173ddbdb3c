package de.msbls.paliad.calendar.testing;

import java.util.Map;
import java.util.UUID;

/** What ticks leave in the engine's tables, by plain SQL; for tests of what the API makes of it. */
public final class SyncState {

    private final FirmData firm;

    public SyncState(FirmData firm) {
        this.firm = firm;
    }

    /** A binding on a calendar of its own. */
    public UUID binding(UUID user, String scopeKind, UUID scopeId) {
        UUID id = UUID.randomUUID();
        String path = "/me/" + id + "/";
        firm.execute("""
                INSERT INTO paliad.user_calendar_bindings
                    (id, user_id, calendar_path, calendar_key, scope_kind, scope_id)
                VALUES (?, ?, ?, ?, ?, ?)
                """, id, user, path, path, scopeKind, scopeId);
        return id;
    }

    /** A target in incarnation 2, whose object stood at an href, with its texts. */
    public UUID target(UUID binding, UUID appointment, String status) {
        UUID id = UUID.randomUUID();
        firm.execute("""
                INSERT INTO paliad.appointment_caldav_targets
                    (id, binding_id, appointment_id, account_id, incarnation, status, uid, href, href_key, etag,
                     base_version, base_detail, writes)
                SELECT ?, b.id, ?, c.account_id, 2, ?, ?, '/me/1.ics', '/me/1.ics', '"1"', 1, 'full', 3
                FROM paliad.user_calendar_bindings b
                JOIN paliad.user_caldav_config c ON c.user_id = b.user_id
                WHERE b.id = ?
                """, id, appointment, status, id.toString(), binding);
        firm.execute(
                "INSERT INTO paliad.caldav_target_objects (target_id, sent, stored) VALUES (?, '\\x01', '\\x02')", id);
        return id;
    }

    /** A target that was refused at version 1 and that etag. */
    public UUID quarantined(UUID binding, UUID appointment, String reason) {
        UUID id = target(binding, appointment, "quarantined");
        firm.execute("""
                UPDATE paliad.appointment_caldav_targets
                SET reason = ?, refused_version = 1, refused_etag = '"1"'
                WHERE id = ?
                """, reason, id);
        return id;
    }

    /** Deletions that the guard has held since that moment. */
    public void held(UUID binding, String direction, int count, String since) {
        firm.execute("""
                UPDATE paliad.binding_sync_state
                SET state = 'held', guard_direction = ?, guard_count = ?, guard_since = ?::timestamptz
                WHERE binding_id = ?
                """, direction, count, since, binding);
    }

    /** A conflict as the sync keeps it. */
    public UUID conflict(
            UUID user, UUID binding, UUID appointment, String cause, String fields, String remote, String database) {
        UUID id = UUID.randomUUID();
        firm.execute("""
                INSERT INTO paliad.caldav_conflicts
                    (id, user_id, binding_id, appointment_id, cause, fields, remote, database)
                VALUES (?, ?, ?, ?, ?, ?::text[], ?::jsonb, ?::jsonb)
                """, id, user, binding, appointment, cause, fields, remote, database);
        return id;
    }

    public Map<String, Object> row(String sql, Object... values) {
        return firm.query(sql, values).get(0);
    }

    /** How often a worker was told to look at that user's account, and nothing more. */
    public long wakes(UUID user) {
        return (Long) row("""
                        SELECT count(*) AS wakes
                        FROM paliad.captured_changes
                        WHERE kind = 'account'
                          AND account_id = (SELECT account_id FROM paliad.user_caldav_config WHERE user_id = ?)
                        """, user).get("wakes");
    }
}
