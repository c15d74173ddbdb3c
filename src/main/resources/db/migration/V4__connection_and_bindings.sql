-- The connection: the user's one CalDAV account. An account id stands for (host, port, username): pointing the
-- connection elsewhere gives it a new one, and the old one is retired until all that it owes is done.
ALTER TABLE paliad.user_caldav_config
    ADD COLUMN IF NOT EXISTS account_id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN IF NOT EXISTS data_key   bytea,
    ADD COLUMN IF NOT EXISTS home_url   text;
ALTER TABLE paliad.user_caldav_config ALTER COLUMN calendar_path DROP NOT NULL;
ALTER TABLE paliad.user_caldav_config ALTER COLUMN password_encrypted DROP NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS user_caldav_config_account ON paliad.user_caldav_config (account_id);
COMMENT ON COLUMN paliad.user_caldav_config.data_key IS
    'The account''s data key, wrapped by a master key. NULL: the password is of the first generation, unreadable here';
COMMENT ON COLUMN paliad.user_caldav_config.home_url IS
    'The calendar home set that discovery found, which may be on another host than server_url';

CREATE TABLE IF NOT EXISTS paliad.retired_caldav_accounts (
    account_id         uuid PRIMARY KEY,
    user_id            uuid NOT NULL,
    server_url         text NOT NULL,
    username           text NOT NULL,
    password_encrypted bytea,
    data_key           bytea,
    home_url           text,
    retired_at         timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE paliad.retired_caldav_accounts IS
    'Accounts without a connection, kept until their last tombstone is done. No foreign keys: the user may be gone';

-- Who works on an account, until when. The fence grows with every claim; a result counts only under its fence.
CREATE TABLE IF NOT EXISTS paliad.caldav_leases (
    account_id uuid PRIMARY KEY,
    due_at     timestamptz NOT NULL DEFAULT now(),
    not_before timestamptz NOT NULL DEFAULT '-infinity',
    fence      bigint NOT NULL DEFAULT 0,
    holder     text,
    expires_at timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 70);
COMMENT ON TABLE paliad.caldav_leases IS
    'One narrow row per account, written by every tick: no index beside the key, so that each update stays HOT';
COMMENT ON COLUMN paliad.caldav_leases.not_before IS 'Back-off: no claim before, however often the account is woken';

CREATE TABLE IF NOT EXISTS paliad.caldav_account_state (
    account_id      uuid PRIMARY KEY,
    state           text NOT NULL DEFAULT 'pending',
    error_code      text,
    retry_at        timestamptz,
    failures        int NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

CREATE OR REPLACE FUNCTION paliad.open_caldav_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    INSERT INTO paliad.caldav_leases (account_id) VALUES (NEW.account_id) ON CONFLICT DO NOTHING;
    INSERT INTO paliad.caldav_account_state (account_id, state)
    VALUES (NEW.account_id, CASE WHEN NEW.data_key IS NULL THEN 'password_needed' ELSE 'pending' END)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION paliad.retire_caldav_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    INSERT INTO paliad.retired_caldav_accounts
        (account_id, user_id, server_url, username, password_encrypted, data_key, home_url)
    VALUES (OLD.account_id, OLD.user_id, OLD.server_url, OLD.username, OLD.password_encrypted, OLD.data_key,
            OLD.home_url);
    RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION paliad.open_caldav_account(), paliad.retire_caldav_account() FROM PUBLIC;

CREATE OR REPLACE TRIGGER caldav_account_open
    AFTER INSERT OR UPDATE OF account_id ON paliad.user_caldav_config
    FOR EACH ROW EXECUTE FUNCTION paliad.open_caldav_account();

CREATE OR REPLACE TRIGGER caldav_account_retire_on_delete
    AFTER DELETE ON paliad.user_caldav_config
    FOR EACH ROW EXECUTE FUNCTION paliad.retire_caldav_account();

CREATE OR REPLACE TRIGGER caldav_account_retire_on_move
    AFTER UPDATE ON paliad.user_caldav_config
    FOR EACH ROW WHEN (OLD.account_id <> NEW.account_id)
    EXECUTE FUNCTION paliad.retire_caldav_account();

INSERT INTO paliad.caldav_leases (account_id)
SELECT account_id FROM paliad.user_caldav_config
ON CONFLICT DO NOTHING;
INSERT INTO paliad.caldav_account_state (account_id, state)
SELECT account_id, CASE WHEN data_key IS NULL THEN 'password_needed' ELSE 'pending' END FROM paliad.user_caldav_config
ON CONFLICT DO NOTHING;

-- The bindings: (remote calendar, scope) pairs. The CHECKs mirror the API's rules.
CREATE TABLE IF NOT EXISTS paliad.user_calendar_bindings (
    id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id          uuid NOT NULL REFERENCES paliad.users (id) ON DELETE CASCADE,
    calendar_path    text,
    calendar_key     text,
    display_name     text NOT NULL DEFAULT '',
    scope_kind       text NOT NULL CONSTRAINT scope_kind_known CHECK (scope_kind IN
                     ('all_visible', 'personal_only', 'project', 'client', 'litigation', 'patent', 'case')),
    scope_id         uuid,
    include_personal boolean NOT NULL DEFAULT false,
    detail           text NOT NULL DEFAULT 'full' CONSTRAINT detail_known CHECK (detail IN ('full', 'title', 'busy')),
    enabled          boolean NOT NULL DEFAULT true,
    version          bigint NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT scope_id_fits_kind CHECK ((scope_kind IN ('all_visible', 'personal_only')) = (scope_id IS NULL)),
    CONSTRAINT calendar_path_is_collection CHECK (calendar_path LIKE '/%/' OR calendar_path = '/'),
    CONSTRAINT calendar_key_with_path CHECK ((calendar_path IS NULL) = (calendar_key IS NULL)),
    CONSTRAINT one_binding_per_calendar UNIQUE (user_id, calendar_key)
);
CREATE INDEX IF NOT EXISTS user_calendar_bindings_scope ON paliad.user_calendar_bindings (scope_id)
    WHERE scope_id IS NOT NULL;
COMMENT ON COLUMN paliad.user_calendar_bindings.calendar_path IS
    'As the server spells it, with a trailing slash; NULL: no calendar yet, or none since the connection was moved';
COMMENT ON COLUMN paliad.user_calendar_bindings.calendar_key IS 'The path percent-decoded, to be compared';

-- What the engine knows of a binding: written by ticks, apart from what the user writes.
CREATE TABLE IF NOT EXISTS paliad.binding_sync_state (
    binding_id       uuid PRIMARY KEY REFERENCES paliad.user_calendar_bindings (id) ON DELETE CASCADE,
    state            text NOT NULL DEFAULT 'pending',
    error_code       text,
    retry_at         timestamptz,
    failures         int NOT NULL DEFAULT 0,
    last_sync_at     timestamptz,
    last_sync_error  text,
    ctag             text,
    sync_token       text,
    listed_at        timestamptz,
    scope_changes    bigint NOT NULL DEFAULT 1,
    scope_changes_done bigint NOT NULL DEFAULT 0,
    scoped_at        timestamptz,
    user_scope_change bigint NOT NULL DEFAULT 1,
    adopting         boolean NOT NULL DEFAULT false,
    guard_direction  text CONSTRAINT guard_direction_known CHECK (guard_direction IN ('outbound', 'inbound')),
    guard_count      int,
    guard_since      timestamptz
) WITH (fillfactor = 70);
COMMENT ON COLUMN paliad.binding_sync_state.scope_changes IS
    'Raised by whatever may change the slice as a whole; ahead of scope_changes_done: compare the whole slice';
COMMENT ON COLUMN paliad.binding_sync_state.user_scope_change IS
    'Which of the scope_changes was the owner''s own last wish: the deletion guard lets the comparison that covers it pass';
COMMENT ON COLUMN paliad.binding_sync_state.adopting IS
    'Creates nothing before one complete listing has adopted the objects of the first generation';

CREATE OR REPLACE FUNCTION paliad.open_binding_state() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    INSERT INTO paliad.binding_sync_state (binding_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION paliad.open_binding_state() FROM PUBLIC;

CREATE OR REPLACE TRIGGER binding_state_open
    AFTER INSERT ON paliad.user_calendar_bindings
    FOR EACH ROW EXECUTE FUNCTION paliad.open_binding_state();
