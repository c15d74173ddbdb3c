-- What changed in the firm's tables and must reach calendars, appended in the writer's own transaction. Workers take
-- rows away; they never ask for "id > last seen", since commit order is not id order.
CREATE TABLE IF NOT EXISTS paliad.captured_changes (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('appointment', 'team', 'project', 'binding', 'account')),
    appointment_id uuid,
    project_id     uuid,
    old_project_id uuid,
    new_project_id uuid,
    old_user_id    uuid,
    new_user_id    uuid,
    binding_id     uuid,
    account_id     uuid,
    captured_at    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE paliad.captured_changes IS
    'appointment: its project and creator before and after. team: its project and user. project: the node, its parent before and after. binding, account: to be woken';

-- The slice of each binding whose appointment changed, until a tick has seen it. The mark tells a newer change of the
-- same appointment from the one that the tick saw.
CREATE TABLE IF NOT EXISTS paliad.pending_appointments (
    binding_id     uuid NOT NULL REFERENCES paliad.user_calendar_bindings (id) ON DELETE CASCADE,
    appointment_id uuid NOT NULL,
    mark           bigint NOT NULL,
    PRIMARY KEY (binding_id, appointment_id)
);
CREATE SEQUENCE IF NOT EXISTS paliad.pending_marks;

CREATE OR REPLACE FUNCTION paliad.capture_appointment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO paliad.captured_changes (kind, appointment_id, new_project_id, new_user_id)
        VALUES ('appointment', NEW.id, NEW.project_id, NEW.created_by);
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO paliad.captured_changes
            (kind, appointment_id, old_project_id, new_project_id, old_user_id, new_user_id)
        VALUES ('appointment', NEW.id, OLD.project_id, NEW.project_id, OLD.created_by, NEW.created_by);
    ELSE
        INSERT INTO paliad.captured_changes (kind, appointment_id, old_project_id, old_user_id)
        VALUES ('appointment', OLD.id, OLD.project_id, OLD.created_by);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION paliad.capture_team() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO paliad.captured_changes (kind, project_id, old_user_id)
        VALUES ('team', OLD.project_id, OLD.user_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO paliad.captured_changes (kind, project_id, new_user_id)
        VALUES ('team', NEW.project_id, NEW.user_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION paliad.capture_project() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO paliad.captured_changes (kind, project_id, old_project_id)
        VALUES ('project', OLD.id, OLD.parent_id);
    ELSE
        INSERT INTO paliad.captured_changes (kind, project_id, old_project_id, new_project_id)
        VALUES ('project', NEW.id, OLD.parent_id, NEW.parent_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION paliad.capture_binding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    INSERT INTO paliad.captured_changes (kind, binding_id) VALUES ('binding', NEW.id);
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION paliad.capture_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    INSERT INTO paliad.captured_changes (kind, account_id) VALUES ('account', NEW.account_id);
    RETURN NULL;
END
$$;

-- Only wakes a worker: nothing depends on it.
CREATE OR REPLACE FUNCTION paliad.notify_captured_changes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    PERFORM pg_catalog.pg_notify('paliad_changes', '');
    RETURN NULL;
END
$$;

-- Firing a trigger needs no privilege on its function; making one does. So nobody else's table feeds ours.
REVOKE EXECUTE ON FUNCTION
    paliad.capture_appointment(),
    paliad.capture_team(),
    paliad.capture_project(),
    paliad.capture_binding(),
    paliad.capture_account(),
    paliad.notify_captured_changes()
    FROM PUBLIC;

CREATE OR REPLACE TRIGGER appointment_capture
    AFTER INSERT OR DELETE ON paliad.appointments
    FOR EACH ROW EXECUTE FUNCTION paliad.capture_appointment();

CREATE OR REPLACE TRIGGER appointment_capture_update
    AFTER UPDATE ON paliad.appointments
    FOR EACH ROW
    WHEN (OLD.version <> NEW.version
          OR OLD.project_id IS DISTINCT FROM NEW.project_id
          OR OLD.created_by <> NEW.created_by)
    EXECUTE FUNCTION paliad.capture_appointment();

CREATE OR REPLACE TRIGGER team_capture
    AFTER INSERT OR UPDATE OR DELETE ON paliad.project_teams
    FOR EACH ROW EXECUTE FUNCTION paliad.capture_team();

CREATE OR REPLACE TRIGGER project_capture
    AFTER UPDATE ON paliad.projects
    FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id OR OLD.kind <> NEW.kind)
    EXECUTE FUNCTION paliad.capture_project();

CREATE OR REPLACE TRIGGER project_capture_delete
    AFTER DELETE ON paliad.projects
    FOR EACH ROW EXECUTE FUNCTION paliad.capture_project();

CREATE OR REPLACE TRIGGER binding_capture
    AFTER INSERT ON paliad.user_calendar_bindings
    FOR EACH ROW EXECUTE FUNCTION paliad.capture_binding();

CREATE OR REPLACE TRIGGER binding_capture_update
    AFTER UPDATE ON paliad.user_calendar_bindings
    FOR EACH ROW
    WHEN ((OLD.scope_kind, OLD.scope_id, OLD.include_personal, OLD.detail, OLD.enabled, OLD.calendar_path)
          IS DISTINCT FROM
          (NEW.scope_kind, NEW.scope_id, NEW.include_personal, NEW.detail, NEW.enabled, NEW.calendar_path))
    EXECUTE FUNCTION paliad.capture_binding();

CREATE OR REPLACE TRIGGER tombstone_capture
    AFTER INSERT ON paliad.caldav_tombstones
    FOR EACH ROW EXECUTE FUNCTION paliad.capture_account();

CREATE OR REPLACE TRIGGER captured_changes_notify
    AFTER INSERT ON paliad.captured_changes
    FOR EACH STATEMENT EXECUTE FUNCTION paliad.notify_captured_changes();
