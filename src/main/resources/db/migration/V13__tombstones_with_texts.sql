-- Whether a user has edited what is owed a deletion cannot be told by an etag that its server never gave, nor by one that an
-- open request of ours may have moved: a tombstone carries the target's texts too, sealed as they were for that target.
ALTER TABLE paliad.caldav_tombstones
    ADD COLUMN IF NOT EXISTS target_id uuid,
    ADD COLUMN IF NOT EXISTS sent bytea,
    ADD COLUMN IF NOT EXISTS stored bytea;
COMMENT ON COLUMN paliad.caldav_tombstones.target_id IS 'What the texts were sealed for; the row itself is gone';

CREATE OR REPLACE FUNCTION paliad.bury_target() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    INSERT INTO paliad.caldav_tombstones
        (account_id, binding_id, appointment_id, target_id, href, uid, etag, intent, intent_until, sent, stored)
    SELECT OLD.account_id, OLD.binding_id, OLD.appointment_id, OLD.id, OLD.href, OLD.uid, OLD.etag, OLD.intent,
           OLD.intent_until, object.sent, object.stored
    FROM (SELECT) one
    LEFT JOIN paliad.caldav_target_objects object ON object.target_id = OLD.id;
    RETURN OLD;
END
$$;

-- Before, since the texts go with their target.
DROP TRIGGER IF EXISTS target_tombstone ON paliad.appointment_caldav_targets;
CREATE TRIGGER target_tombstone
    BEFORE DELETE ON paliad.appointment_caldav_targets
    FOR EACH ROW
    WHEN (OLD.href IS NOT NULL
          AND (OLD.intent IS NOT NULL OR (OLD.base_version IS NOT NULL AND OLD.status IN ('active', 'quarantined')))
          AND coalesce(current_setting('paliad.keep_remote', true), '') <> 'on')
    EXECUTE FUNCTION paliad.bury_target();
