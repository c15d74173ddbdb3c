-- Servers that answer sync-collection from two states of a calendar (Xandikos) say nothing of what was made and deleted in
-- between: what we have put since the token was read, and the answer does not name, must be looked at by itself.

ALTER TABLE paliad.binding_sync_state
    ADD COLUMN IF NOT EXISTS sync_token_read_at timestamptz;
COMMENT ON COLUMN paliad.binding_sync_state.sync_token_read_at IS
    'Before the sync token was read, and before anything was put in the tick that read it';

CREATE INDEX IF NOT EXISTS appointment_caldav_targets_put ON paliad.appointment_caldav_targets (binding_id, put_at);
