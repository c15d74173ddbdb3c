-- One row per (user, binding, tick); quiet ticks share one row. The rows of the first generation stay.
ALTER TABLE paliad.caldav_sync_log
    ADD COLUMN IF NOT EXISTS binding_id    uuid REFERENCES paliad.user_calendar_bindings (id) ON DELETE SET NULL,
    ADD COLUMN IF NOT EXISTS items_deleted int NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS error_code    text,
    ADD COLUMN IF NOT EXISTS tick_count    int NOT NULL DEFAULT 1,
    ADD COLUMN IF NOT EXISTS first_at      timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN IF NOT EXISTS last_at       timestamptz NOT NULL DEFAULT now();
-- Quiet ticks raise the newest row of their binding: room for it on the same page.
ALTER TABLE paliad.caldav_sync_log SET (fillfactor = 80);
UPDATE paliad.caldav_sync_log SET first_at = occurred_at, last_at = occurred_at WHERE first_at > occurred_at;
CREATE INDEX IF NOT EXISTS caldav_sync_log_user ON paliad.caldav_sync_log (user_id, id DESC);
CREATE INDEX IF NOT EXISTS caldav_sync_log_binding ON paliad.caldav_sync_log (binding_id, id DESC);

-- A version that lost: never overwritten without a row here. No foreign key to the appointment, which may be deleted.
CREATE TABLE IF NOT EXISTS paliad.caldav_conflicts (
    id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id        uuid NOT NULL REFERENCES paliad.users (id) ON DELETE CASCADE,
    binding_id     uuid REFERENCES paliad.user_calendar_bindings (id) ON DELETE SET NULL,
    appointment_id uuid NOT NULL,
    cause          text NOT NULL CONSTRAINT cause_known CHECK (cause IN
                   ('both_changed', 'may_not_edit', 'deleted_here', 'left_scope')),
    fields         text[] NOT NULL,
    remote         jsonb NOT NULL,
    database       jsonb NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    resolved_at    timestamptz,
    resolution     text
);
CREATE INDEX IF NOT EXISTS caldav_conflicts_user ON paliad.caldav_conflicts (user_id, created_at DESC, id);
CREATE INDEX IF NOT EXISTS caldav_conflicts_binding ON paliad.caldav_conflicts (binding_id);
