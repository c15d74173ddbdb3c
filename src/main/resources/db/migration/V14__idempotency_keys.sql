-- What a POST with an Idempotency-Key has made, so that its repetition makes nothing again.
CREATE TABLE IF NOT EXISTS paliad.idempotency_keys (
    user_id     uuid NOT NULL REFERENCES paliad.users (id) ON DELETE CASCADE,
    key         text NOT NULL,
    fingerprint text NOT NULL,
    resource_id uuid,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
);
CREATE INDEX IF NOT EXISTS idempotency_keys_created ON paliad.idempotency_keys (created_at);
COMMENT ON TABLE paliad.idempotency_keys IS
    'Written in the transaction that makes the resource; a second one with the same key waits for the first at the primary key';
COMMENT ON COLUMN paliad.idempotency_keys.fingerprint IS 'SHA-256 of the request: its method, path and body';
COMMENT ON COLUMN paliad.idempotency_keys.resource_id IS
    'NULL only within the transaction that makes it; no foreign key, since the resource may go before its key';
