-- What each part of the service needs of the database, and nothing beside. The owner of the schema migrates (paliad.migrate=only); run
-- this as that owner after each migration: psql -1 -v ON_ERROR_STOP=1 -f roles.sql (-1: in one transaction, since pods that serve must
-- not meet the moment between REVOKE and GRANT). Give the roles passwords, or certificates, yourself.
--
--   paliad_api     what answers users (paliad.role=api)
--   paliad_worker  what talks to calendar servers (paliad.role=worker); a process that is both (paliad.role=all) is a member of both
--   paliad_scaler  what counts the work that waits, to say how many workers there shall be (KEDA)

DO
$$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['paliad_api', 'paliad_worker', 'paliad_scaler'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', wanted);
        END IF;
    END LOOP;
END
$$;

REVOKE ALL ON ALL TABLES IN SCHEMA paliad FROM paliad_api, paliad_worker, paliad_scaler;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA paliad FROM paliad_api, paliad_worker, paliad_scaler;
REVOKE ALL ON ALL ROUTINES IN SCHEMA paliad FROM paliad_api, paliad_worker, paliad_scaler;
GRANT USAGE ON SCHEMA paliad TO paliad_api, paliad_worker, paliad_scaler;
GRANT SELECT ON paliad.flyway_schema_history TO paliad_api, paliad_worker;
GRANT USAGE ON SEQUENCE paliad.pending_marks TO paliad_api, paliad_worker;

-- The firm's own tables: the API writes what its users may; a worker writes but what was edited in a calendar.
GRANT SELECT, INSERT, UPDATE ON paliad.users TO paliad_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON paliad.projects, paliad.project_teams, paliad.appointments TO paliad_api;
GRANT SELECT ON paliad.project_closure TO paliad_api, paliad_worker;
GRANT SELECT ON paliad.users, paliad.projects, paliad.project_teams TO paliad_worker;
GRANT SELECT, UPDATE ON paliad.appointments TO paliad_worker;

-- Connections and bindings: the API's; a worker finds a home and makes a calendar.
GRANT SELECT, INSERT, UPDATE, DELETE ON paliad.user_caldav_config, paliad.user_calendar_bindings TO paliad_api;
GRANT SELECT, UPDATE ON paliad.user_caldav_config, paliad.user_calendar_bindings TO paliad_worker;
GRANT SELECT, UPDATE ON paliad.caldav_account_state, paliad.binding_sync_state, paliad.caldav_leases TO paliad_api;
GRANT SELECT ON paliad.retired_caldav_accounts, paliad.caldav_tombstones TO paliad_api;
GRANT INSERT ON paliad.captured_changes TO paliad_api;

-- What a user sees and decides of her sync. She reads no texts of her objects here.
GRANT SELECT, UPDATE, DELETE ON paliad.appointment_caldav_targets TO paliad_api;
GRANT SELECT (target_id), UPDATE ON paliad.caldav_target_objects TO paliad_api;
GRANT SELECT, INSERT, UPDATE ON paliad.pending_appointments TO paliad_api;
GRANT SELECT, UPDATE, DELETE ON paliad.caldav_conflicts TO paliad_api;
GRANT SELECT, DELETE ON paliad.caldav_sync_log TO paliad_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON paliad.idempotency_keys TO paliad_api;

-- Who changed what: the API adds to it, a worker lets go what is old enough. Neither can change a row.
GRANT SELECT, INSERT ON paliad.audit_trail TO paliad_api;
GRANT EXECUTE ON FUNCTION paliad.erase_audit_texts(uuid) TO paliad_api;
GRANT EXECUTE ON FUNCTION paliad.forget_audit_trail(timestamptz, int) TO paliad_worker;

-- The engine's own.
GRANT SELECT, INSERT, UPDATE, DELETE ON
    paliad.appointment_caldav_targets, paliad.caldav_target_objects, paliad.binding_sync_state, paliad.caldav_account_state,
    paliad.caldav_capabilities, paliad.caldav_leases, paliad.caldav_notices, paliad.caldav_sync_log, paliad.caldav_tombstones,
    paliad.captured_changes, paliad.pending_appointments, paliad.retired_caldav_accounts TO paliad_worker;
GRANT SELECT, INSERT, DELETE ON paliad.caldav_conflicts TO paliad_worker;
GRANT SELECT, UPDATE ON paliad.database_identity TO paliad_worker;
GRANT SELECT ON paliad.first_generation_uids TO paliad_worker;
GRANT SELECT, UPDATE, DELETE ON paliad.idempotency_keys TO paliad_worker;

-- Whether and when, never what and whose.
GRANT SELECT (due_at, not_before, expires_at) ON paliad.caldav_leases TO paliad_scaler;
GRANT SELECT (id) ON paliad.captured_changes TO paliad_scaler;
GRANT SELECT (not_before) ON paliad.caldav_notices TO paliad_scaler;
