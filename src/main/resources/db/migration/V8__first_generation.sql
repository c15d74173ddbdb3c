-- An existing firm: its UIDs are set aside for good, and every connection gets the all_visible binding that it had in
-- effect. Such a binding creates nothing before one complete listing has adopted what already stands on the server.
CREATE TABLE IF NOT EXISTS paliad.first_generation_uids (
    appointment_id uuid PRIMARY KEY,
    uid            text NOT NULL,
    etag           text
);
CREATE INDEX IF NOT EXISTS first_generation_uids_uid ON paliad.first_generation_uids (uid);
CREATE TABLE IF NOT EXISTS paliad.first_generation_done (done_at timestamptz NOT NULL DEFAULT now());

DO
$$
BEGIN
    IF EXISTS (SELECT FROM paliad.first_generation_done) THEN
        RETURN;
    END IF;
    INSERT INTO paliad.first_generation_uids (appointment_id, uid, etag)
    SELECT id, caldav_uid, caldav_etag FROM paliad.appointments WHERE caldav_uid <> ''
    ON CONFLICT DO NOTHING;

    INSERT INTO paliad.user_calendar_bindings
        (user_id, calendar_path, calendar_key, display_name, scope_kind, created_at)
    SELECT user_id, path, path, 'Paliad', 'all_visible', created_at
    FROM (SELECT user_id, created_at,
                 regexp_replace(regexp_replace(calendar_path, '^[A-Za-z][A-Za-z0-9+.-]*://[^/]*', ''),
                                '^/*|/*$', '/', 'g') AS path
          FROM paliad.user_caldav_config
          WHERE data_key IS NULL AND calendar_path <> '') first_generation
    ON CONFLICT DO NOTHING;
    UPDATE paliad.binding_sync_state SET adopting = true;
    INSERT INTO paliad.first_generation_done DEFAULT VALUES;
END
$$;
