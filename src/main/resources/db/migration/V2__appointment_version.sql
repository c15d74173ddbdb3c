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

DROP TRIGGER IF EXISTS appointment_version ON paliad.appointments;
CREATE TRIGGER appointment_version
    BEFORE UPDATE ON paliad.appointments
    FOR EACH ROW EXECUTE FUNCTION paliad.raise_appointment_version();
