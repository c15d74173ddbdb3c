-- What a tick could not tell of an object is asked again by the next one, whether or not the server mentions it again.
ALTER TABLE paliad.pending_appointments
    ADD COLUMN IF NOT EXISTS look_again boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN paliad.pending_appointments.look_again IS 'The last tick could not tell what stands on the server';

-- What a server can do, as it showed itself: NULL is not known yet.
CREATE TABLE IF NOT EXISTS paliad.caldav_capabilities (
    account_id            uuid PRIMARY KEY,
    sync_collection       boolean,
    honours_preconditions boolean,
    probed_at             timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE paliad.caldav_capabilities IS 'Per account, so that it goes when the connection is pointed elsewhere';

-- The owner's answer to the deletions that are held: it holds for at most as many as she was shown.
ALTER TABLE paliad.binding_sync_state
    ADD COLUMN IF NOT EXISTS guard_decision text CONSTRAINT guard_decision_known CHECK (guard_decision IN ('carry_out', 'put_back')),
    ADD COLUMN IF NOT EXISTS guard_decided_count int;
COMMENT ON COLUMN paliad.binding_sync_state.guard_decision IS
    'carry_out: the held deletions may happen; put_back (inbound only): what disappeared from the calendar is written there again';
