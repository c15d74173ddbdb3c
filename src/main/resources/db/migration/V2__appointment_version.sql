-- The version of an appointment grows with every change of a synced column, whoever writes it.
ALTER TABLE paliad.appointments ADD COLUMN IF NOT EXISTS version bigint NOT NULL DEFAULT 1;

CREATE OR REPLACE FUNCTION paliad.raise_appointment_version() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    NEW.version := OLD.version;
    IF (NEW.title, NEW.description, NEW.location, NEW.status, NEW.all_day, NEW.starts_at, NEW.ends_at, NEW.time_zone,
        NEW.start_date, NEW.end_date)
        IS DISTINCT FROM
       (OLD.title, OLD.description, OLD.location, OLD.status, OLD.all_day, OLD.starts_at, OLD.ends_at, OLD.time_zone,
        OLD.start_date, OLD.end_date)
    THEN
        NEW.version := OLD.version + 1;
    END IF;
    RETURN NEW;
END
$$;

REVOKE EXECUTE ON FUNCTION paliad.raise_appointment_version() FROM PUBLIC;

-- Triggers fire in the order of their names: this one after any of the firm's own that still change the row.
CREATE OR REPLACE TRIGGER zz_appointment_version
    BEFORE UPDATE ON paliad.appointments
    FOR EACH ROW EXECUTE FUNCTION paliad.raise_appointment_version();
