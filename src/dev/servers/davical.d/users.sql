-- A way to make a user, and a calendar of bob's that alice may read but not write.
BEGIN;

CREATE FUNCTION known_user(given_name text, given_password text) RETURNS void
LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(1);
    WITH made AS (
        INSERT INTO usr (username, password, fullname, email, active, email_ok)
        SELECT given_name, '**' || given_password, given_name, given_name || '@example.test', true, current_date
        WHERE NOT EXISTS (SELECT FROM usr WHERE username = given_name)
        RETURNING user_no, fullname
    )
    INSERT INTO principal (type_id, user_no, displayname, default_privileges)
    SELECT 1, user_no, fullname, 0::bit(24) FROM made;
$$;

SELECT known_user('alice', 'secret'), known_user('bob', 'secret2');

INSERT INTO collection (
    user_no, parent_container, dav_name, dav_etag, dav_displayname, is_calendar, created, modified, resourcetypes
)
SELECT user_no, '/bob/', '/bob/shared/', md5('shared'), 'shared', true, current_timestamp, current_timestamp,
    '<DAV::collection/><urn:ietf:params:xml:ns:caldav:calendar/>'
FROM usr WHERE username = 'bob';

INSERT INTO grants (by_collection, to_principal, privileges, is_group)
SELECT collection_id, principal_id, privilege_to_bits(ARRAY['DAV::read', 'DAV::read-current-user-privilege-set']), false
FROM collection, principal JOIN usr USING (user_no)
WHERE dav_name = '/bob/shared/' AND username = 'alice';

COMMIT;
