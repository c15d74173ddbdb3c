-- Who changed connections, bindings and decisions. A row is added in the transaction of what it tells of, and stays as it
-- is. No foreign keys: the trail outlives users and whatever it names.
CREATE TABLE IF NOT EXISTS paliad.audit_trail (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id    uuid NOT NULL,
    as_admin    boolean NOT NULL,
    user_id     uuid NOT NULL,
    act         text NOT NULL,
    resource_id uuid NOT NULL,
    fields      text[] NOT NULL DEFAULT '{}',
    details     jsonb NOT NULL DEFAULT '{}',
    texts       jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX IF NOT EXISTS audit_trail_at ON paliad.audit_trail (at, id);
CREATE INDEX IF NOT EXISTS audit_trail_user ON paliad.audit_trail (user_id, at, id);
COMMENT ON COLUMN paliad.audit_trail.as_admin IS 'She could by her role, not because it is hers';
COMMENT ON COLUMN paliad.audit_trail.user_id IS 'Whose it is that was changed';
COMMENT ON COLUMN paliad.audit_trail.details IS 'Values out of closed sets: ids, words, numbers';
COMMENT ON COLUMN paliad.audit_trail.texts IS 'Values that a person typed; an erasure takes them away, and nothing else';

-- The two functions below open the trail for their own statement alone (paliad.audit_trail, set for as long as that takes):
-- the one may delete, the other may empty the texts. They run as their owner, so that a role that may call one need not be
-- able to delete or change a row itself.
CREATE OR REPLACE FUNCTION paliad.keep_audit_trail() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
DECLARE
    open_for text := coalesce(current_setting('paliad.audit_trail', true), '');
BEGIN
    IF TG_OP = 'DELETE' AND open_for = 'forget' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND open_for = 'erase' THEN
        IF to_jsonb(NEW) = to_jsonb(OLD) || '{"texts": {}}' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit trail is only added to' USING ERRCODE = 'restrict_violation';
END
$$;
REVOKE EXECUTE ON FUNCTION paliad.keep_audit_trail() FROM PUBLIC;

CREATE OR REPLACE TRIGGER audit_trail_kept
    BEFORE UPDATE OR DELETE ON paliad.audit_trail
    FOR EACH ROW EXECUTE FUNCTION paliad.keep_audit_trail();

CREATE OR REPLACE TRIGGER audit_trail_kept_whole
    BEFORE TRUNCATE ON paliad.audit_trail
    FOR EACH STATEMENT EXECUTE FUNCTION paliad.keep_audit_trail();

-- Retention: at most so many of the oldest rows before that time. Answers how many went.
CREATE OR REPLACE FUNCTION paliad.forget_audit_trail(before timestamptz, most int) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
DECLARE
    gone bigint;
BEGIN
    PERFORM set_config('paliad.audit_trail', 'forget', true);
    DELETE FROM paliad.audit_trail
    WHERE id IN (SELECT id
                 FROM paliad.audit_trail
                 WHERE at < before
                 ORDER BY at, id
                 LIMIT most
                 FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('paliad.audit_trail', '', true);
    RETURN gone;
END
$$;
REVOKE EXECUTE ON FUNCTION paliad.forget_audit_trail(timestamptz, int) FROM PUBLIC;

-- Erasure: what was typed in the rows on one user's things. Answers how many rows told such a thing.
CREATE OR REPLACE FUNCTION paliad.erase_audit_texts(of_user uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
DECLARE
    erased bigint;
BEGIN
    PERFORM set_config('paliad.audit_trail', 'erase', true);
    UPDATE paliad.audit_trail SET texts = '{}' WHERE user_id = of_user AND texts <> '{}';
    GET DIAGNOSTICS erased = ROW_COUNT;
    PERFORM set_config('paliad.audit_trail', '', true);
    RETURN erased;
END
$$;
REVOKE EXECUTE ON FUNCTION paliad.erase_audit_texts(uuid) FROM PUBLIC;

-- Resolved conflicts go after a while.
CREATE INDEX IF NOT EXISTS caldav_conflicts_resolved ON paliad.caldav_conflicts (resolved_at) WHERE resolved_at IS NOT NULL;

-- Since when a connection is in trouble. NULL: since before anybody noted it.
ALTER TABLE paliad.caldav_account_state ADD COLUMN IF NOT EXISTS state_since timestamptz;
ALTER TABLE paliad.caldav_account_state ALTER COLUMN state_since SET DEFAULT now();

CREATE OR REPLACE FUNCTION paliad.date_account_state() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    NEW.state_since := now();
    RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION paliad.date_account_state() FROM PUBLIC;

-- A tick that finds the state as it was costs no call.
CREATE OR REPLACE TRIGGER account_state_dated
    BEFORE UPDATE OF state ON paliad.caldav_account_state
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION paliad.date_account_state();
