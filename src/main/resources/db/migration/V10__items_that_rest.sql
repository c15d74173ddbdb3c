-- An item that a server has an error over rests ever longer, and keeps no other waiting. Whatever marks it anew, a change
-- here or its owner's wish, ends the rest.
ALTER TABLE paliad.pending_appointments
    ADD COLUMN IF NOT EXISTS attempts int NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS not_before timestamptz,
    ADD COLUMN IF NOT EXISTS try_again boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN paliad.pending_appointments.attempts IS 'How often in a row the server failed over this item';
COMMENT ON COLUMN paliad.pending_appointments.not_before IS 'Until when it rests; NULL: it is looked at by the next tick';
COMMENT ON COLUMN paliad.pending_appointments.try_again IS 'Its owner asked for it: a refusal counts no more';
