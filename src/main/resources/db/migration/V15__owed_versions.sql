-- Base version 0: the database's version is owed to the server, whether anything is marked or not. Each tick looks for these.
CREATE INDEX IF NOT EXISTS appointment_caldav_targets_owed
    ON paliad.appointment_caldav_targets (binding_id) WHERE base_version = 0 AND intent IS NULL;
