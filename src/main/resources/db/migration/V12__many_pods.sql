-- Claims that are fair between servers, polling that slows down, a database that notices its own restoration.

ALTER TABLE paliad.caldav_leases
    ADD COLUMN IF NOT EXISTS host text NOT NULL DEFAULT '';
COMMENT ON COLUMN paliad.caldav_leases.host IS
    'Of the account''s server, with its port: one slow server must not take all of a worker''s turns';
COMMENT ON TABLE paliad.caldav_leases IS
    'One narrow row per account, written by every tick; due_at alone is indexed beside the key, so that a claim reads no more than it takes';
CREATE INDEX IF NOT EXISTS caldav_leases_due ON paliad.caldav_leases (due_at);
-- Each tick leaves dead rows and index entries: away with them before they are many.
ALTER TABLE paliad.caldav_leases SET (
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

CREATE OR REPLACE FUNCTION paliad.host_of(url text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(coalesce(pg_catalog.substring(url, '^[A-Za-z]+://([^/?#]+)'), ''));

CREATE OR REPLACE FUNCTION paliad.open_caldav_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    INSERT INTO paliad.caldav_leases (account_id, host)
    VALUES (NEW.account_id, paliad.host_of(NEW.server_url))
    ON CONFLICT DO NOTHING;
    INSERT INTO paliad.caldav_account_state (account_id, state)
    VALUES (NEW.account_id, CASE WHEN NEW.data_key IS NULL THEN 'password_needed' ELSE 'pending' END)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION paliad.open_caldav_account() FROM PUBLIC;

UPDATE paliad.caldav_leases lease
SET host = paliad.host_of(account.server_url)
FROM (SELECT account_id, server_url FROM paliad.user_caldav_config
      UNION ALL
      SELECT account_id, server_url FROM paliad.retired_caldav_accounts) account
WHERE account.account_id = lease.account_id AND lease.host = '';

ALTER TABLE paliad.caldav_account_state
    ADD COLUMN IF NOT EXISTS active_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN paliad.caldav_account_state.active_at IS
    'When something last moved on either side: the longer ago, the rarer the looks at a quiet server';

-- Which database this is. A restored one is another cluster, another line of its log, or has other tables: then what is
-- known of calendars is older than what was done to them.
CREATE TABLE IF NOT EXISTS paliad.database_identity (
    only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch             int NOT NULL DEFAULT 1,
    system_identifier bigint NOT NULL,
    timeline          int NOT NULL,
    own_table         oid NOT NULL,
    since             timestamptz NOT NULL DEFAULT now()
);
INSERT INTO paliad.database_identity (system_identifier, timeline, own_table)
SELECT system.system_identifier, log.timeline_id, 'paliad.database_identity'::regclass
FROM pg_control_system() system, pg_control_checkpoint() log
ON CONFLICT DO NOTHING;

-- What a person must be told of, until the firm's webhook has taken it.
CREATE TABLE IF NOT EXISTS paliad.caldav_notices (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id    uuid NOT NULL REFERENCES paliad.users (id) ON DELETE CASCADE,
    binding_id uuid REFERENCES paliad.user_calendar_bindings (id) ON DELETE CASCADE,
    state      text NOT NULL,
    error_code text,
    raised_at  timestamptz NOT NULL DEFAULT now(),
    attempts   int NOT NULL DEFAULT 0,
    not_before timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS caldav_notices_due ON paliad.caldav_notices (not_before);
CREATE INDEX IF NOT EXISTS caldav_notices_user ON paliad.caldav_notices (user_id);
CREATE INDEX IF NOT EXISTS caldav_notices_binding ON paliad.caldav_notices (binding_id) WHERE binding_id IS NOT NULL;
COMMENT ON COLUMN paliad.caldav_notices.binding_id IS 'NULL: it is the connection that needs somebody';
