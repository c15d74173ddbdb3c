-- Tells whose states changed, for those who watch them over the API. A hint only: nothing depends on it, and a quiet tick gives none.
CREATE OR REPLACE FUNCTION paliad.notify_state() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
DECLARE
    owner uuid;
BEGIN
    CASE TG_TABLE_NAME
        WHEN 'binding_sync_state' THEN
            SELECT user_id INTO owner FROM paliad.user_calendar_bindings WHERE id = NEW.binding_id;
        WHEN 'caldav_account_state' THEN
            SELECT user_id INTO owner FROM paliad.user_caldav_config WHERE account_id = NEW.account_id;
        ELSE
            owner := CASE TG_OP WHEN 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
    END CASE;
    IF owner IS NOT NULL THEN
        PERFORM pg_catalog.pg_notify('paliad_states', owner::text);
    END IF;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION paliad.notify_state() FROM PUBLIC;

CREATE OR REPLACE TRIGGER binding_state_told
    AFTER UPDATE ON paliad.binding_sync_state
    FOR EACH ROW WHEN ((OLD.state, OLD.error_code, OLD.retry_at, OLD.last_sync_error)
                       IS DISTINCT FROM (NEW.state, NEW.error_code, NEW.retry_at, NEW.last_sync_error))
    EXECUTE FUNCTION paliad.notify_state();

CREATE OR REPLACE TRIGGER binding_told
    AFTER INSERT OR DELETE ON paliad.user_calendar_bindings
    FOR EACH ROW EXECUTE FUNCTION paliad.notify_state();

CREATE OR REPLACE TRIGGER binding_change_told
    AFTER UPDATE ON paliad.user_calendar_bindings
    FOR EACH ROW WHEN ((OLD.version, OLD.calendar_path) IS DISTINCT FROM (NEW.version, NEW.calendar_path))
    EXECUTE FUNCTION paliad.notify_state();

CREATE OR REPLACE TRIGGER account_state_told
    AFTER UPDATE ON paliad.caldav_account_state
    FOR EACH ROW WHEN ((OLD.state, OLD.error_code, OLD.retry_at) IS DISTINCT FROM (NEW.state, NEW.error_code, NEW.retry_at))
    EXECUTE FUNCTION paliad.notify_state();

CREATE OR REPLACE TRIGGER connection_told
    AFTER INSERT OR DELETE ON paliad.user_caldav_config
    FOR EACH ROW EXECUTE FUNCTION paliad.notify_state();

CREATE OR REPLACE TRIGGER connection_change_told
    AFTER UPDATE ON paliad.user_caldav_config
    FOR EACH ROW WHEN ((OLD.account_id, OLD.server_url, OLD.username, OLD.enabled)
                       IS DISTINCT FROM (NEW.account_id, NEW.server_url, NEW.username, NEW.enabled))
    EXECUTE FUNCTION paliad.notify_state();
