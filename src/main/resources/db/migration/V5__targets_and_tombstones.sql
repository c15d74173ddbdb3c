-- A target: one appointment in one binding's calendar, with the base, the state that both sides last agreed on.
CREATE TABLE IF NOT EXISTS paliad.appointment_caldav_targets (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    binding_id      uuid NOT NULL REFERENCES paliad.user_calendar_bindings (id) ON DELETE CASCADE,
    appointment_id  uuid NOT NULL REFERENCES paliad.appointments (id) ON UPDATE CASCADE ON DELETE CASCADE,
    account_id      uuid NOT NULL,
    incarnation     int NOT NULL DEFAULT 0,
    status          text NOT NULL DEFAULT 'absent' CONSTRAINT status_known CHECK (status IN
                    ('absent', 'active', 'suppressed', 'quarantined')),
    uid             text NOT NULL,
    href            text,
    href_key        text,
    etag            text,
    base_version    bigint,
    base_detail     text,
    intent          text CONSTRAINT intent_known CHECK (intent IN ('create', 'update', 'delete')),
    intent_fence    bigint,
    intent_until    timestamptz,
    put_at          timestamptz,
    writes          int NOT NULL DEFAULT 0,
    writes_since    timestamptz,
    written_version bigint,
    reason          text,
    refused_version bigint,
    refused_etag    text,
    CONSTRAINT one_target_per_appointment UNIQUE (binding_id, appointment_id),
    CONSTRAINT one_target_per_uid UNIQUE (binding_id, uid),
    CONSTRAINT intent_has_fence CHECK ((intent IS NULL) = (intent_fence IS NULL)),
    CONSTRAINT intent_has_href CHECK (intent IS NULL OR href IS NOT NULL),
    CONSTRAINT active_has_base CHECK (status <> 'active' OR (href IS NOT NULL AND base_version IS NOT NULL))
) WITH (fillfactor = 80);
CREATE INDEX IF NOT EXISTS appointment_caldav_targets_appointment
    ON paliad.appointment_caldav_targets (appointment_id);
CREATE INDEX IF NOT EXISTS appointment_caldav_targets_href ON paliad.appointment_caldav_targets (binding_id, href_key);
CREATE INDEX IF NOT EXISTS appointment_caldav_targets_intent
    ON paliad.appointment_caldav_targets (binding_id) WHERE intent IS NOT NULL;
CREATE INDEX IF NOT EXISTS appointment_caldav_targets_quarantined
    ON paliad.appointment_caldav_targets (binding_id) WHERE status = 'quarantined';
COMMENT ON COLUMN paliad.appointment_caldav_targets.status IS
    'absent: nothing of ours on the server; suppressed: the user deleted our copy; quarantined: refused, see reason';
COMMENT ON COLUMN paliad.appointment_caldav_targets.href IS 'As the server spells it; fixed before the first PUT';
COMMENT ON COLUMN paliad.appointment_caldav_targets.intent_until IS
    'The end of the lease under which the open intent''s request may run';

-- The .ics of a target, sealed with the account's data key: what we sent, and what the server stored.
CREATE TABLE IF NOT EXISTS paliad.caldav_target_objects (
    target_id uuid PRIMARY KEY REFERENCES paliad.appointment_caldav_targets (id) ON DELETE CASCADE,
    sent      bytea,
    stored    bytea
);

-- What is owed to a server: an object of ours that must still be deleted. It carries all it needs by itself.
CREATE TABLE IF NOT EXISTS paliad.caldav_tombstones (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id      uuid NOT NULL,
    binding_id      uuid NOT NULL,
    appointment_id  uuid NOT NULL,
    href            text NOT NULL,
    uid             text NOT NULL,
    etag            text,
    intent          text,
    intent_until    timestamptz,
    attempts        int NOT NULL DEFAULT 0,
    not_before      timestamptz NOT NULL DEFAULT '-infinity',
    error_code      text,
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS caldav_tombstones_account ON paliad.caldav_tombstones (account_id, not_before);

-- Targets that go for good leave a tombstone, unless the user asked to keep what stands on her server
-- (paliad.keep_remote, set for that transaction alone).
CREATE OR REPLACE FUNCTION paliad.bury_target() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    INSERT INTO paliad.caldav_tombstones
        (account_id, binding_id, appointment_id, href, uid, etag, intent, intent_until)
    VALUES (OLD.account_id, OLD.binding_id, OLD.appointment_id, OLD.href, OLD.uid, OLD.etag, OLD.intent,
            OLD.intent_until);
    RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION paliad.bury_target() FROM PUBLIC;

CREATE OR REPLACE TRIGGER target_tombstone
    AFTER DELETE ON paliad.appointment_caldav_targets
    FOR EACH ROW
    WHEN (OLD.href IS NOT NULL
          AND (OLD.intent IS NOT NULL OR (OLD.base_version IS NOT NULL AND OLD.status IN ('active', 'quarantined')))
          AND coalesce(current_setting('paliad.keep_remote', true), '') <> 'on')
    EXECUTE FUNCTION paliad.bury_target();
