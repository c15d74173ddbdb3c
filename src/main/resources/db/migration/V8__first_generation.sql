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
DECLARE
    connection record;
    path       text;
    key        text;
BEGIN
    IF EXISTS (SELECT FROM paliad.first_generation_done) THEN
        RETURN;
    END IF;
    INSERT INTO paliad.first_generation_uids (appointment_id, uid, etag)
    SELECT id, caldav_uid, caldav_etag FROM paliad.appointments WHERE caldav_uid <> ''
    ON CONFLICT DO NOTHING;

    FOR connection IN SELECT user_id, calendar_path, created_at FROM paliad.user_caldav_config WHERE data_key IS NULL LOOP
        -- A full URL, or a path with or without slashes at its ends; without one at all the calendar is yet to be chosen.
        path := regexp_replace(btrim(connection.calendar_path), '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*', '');
        path := '/' || btrim(regexp_replace(path, '[?#].*$', ''), '/') || '/';
        path := nullif(path, '//');
        BEGIN
            SELECT convert_from(string_agg(CASE WHEN piece[1] ~ '^%..' THEN decode(substr(piece[1], 2), 'hex')
                                                ELSE convert_to(piece[1], 'UTF8') END, '' ORDER BY place), 'UTF8')
            INTO key
            FROM regexp_matches(path, '%[0-9A-Fa-f]{2}|%|[^%]+', 'g') WITH ORDINALITY AS pieces (piece, place);
        EXCEPTION WHEN character_not_in_repertoire THEN
            key := path;
        END;
        INSERT INTO paliad.user_calendar_bindings
            (user_id, calendar_path, calendar_key, display_name, scope_kind, created_at)
        VALUES (connection.user_id, path, key, 'Paliad', 'all_visible', connection.created_at)
        ON CONFLICT DO NOTHING;
    END LOOP;
    UPDATE paliad.binding_sync_state SET adopting = true;
    INSERT INTO paliad.first_generation_done DEFAULT VALUES;
END
$$;
