-- Every (ancestor, descendant) pair of the project tree, each node with itself. Kept by triggers, under one advisory
-- lock: an insert takes it shared, a move or a delete exclusive, each before it reads.
CREATE TABLE IF NOT EXISTS paliad.project_closure (
    ancestor_id   uuid NOT NULL,
    descendant_id uuid NOT NULL,
    PRIMARY KEY (ancestor_id, descendant_id)
);
CREATE INDEX IF NOT EXISTS project_closure_descendant ON paliad.project_closure (descendant_id, ancestor_id);

CREATE OR REPLACE FUNCTION paliad.project_closure_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE SET search_path = '' AS
$$
    SELECT 7239401855612034::bigint
$$;

-- What is above a parent (the parent included) × what is at and below a node.
CREATE OR REPLACE FUNCTION paliad.attach_project(node uuid, parent uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS
$$
    INSERT INTO paliad.project_closure (ancestor_id, descendant_id)
    SELECT above.ancestor_id, below.descendant_id
    FROM paliad.project_closure above
    CROSS JOIN paliad.project_closure below
    WHERE above.descendant_id = parent
      AND below.ancestor_id = node
    ON CONFLICT DO NOTHING
$$;

CREATE OR REPLACE FUNCTION paliad.close_inserted_project() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock_shared(paliad.project_closure_lock());
    INSERT INTO paliad.project_closure (ancestor_id, descendant_id) VALUES (NEW.id, NEW.id) ON CONFLICT DO NOTHING;
    -- One statement may insert a child before its parent.
    PERFORM paliad.attach_project(child.id, NEW.id) FROM paliad.projects child WHERE child.parent_id = NEW.id;
    PERFORM paliad.attach_project(NEW.id, NEW.parent_id);
    IF NEW.parent_id = NEW.id OR EXISTS (SELECT FROM paliad.project_closure up
                                         JOIN paliad.project_closure down
                                           ON down.ancestor_id = up.descendant_id AND down.descendant_id = up.ancestor_id
                                         WHERE up.ancestor_id = NEW.id AND up.descendant_id <> NEW.id)
    THEN
        RAISE EXCEPTION 'project % would be its own ancestor', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION paliad.close_moved_project() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(paliad.project_closure_lock());
    IF NEW.id <> OLD.id THEN
        RAISE EXCEPTION 'the id of project % is fixed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM paliad.project_closure WHERE ancestor_id = NEW.id AND descendant_id = NEW.parent_id) THEN
        RAISE EXCEPTION 'project % would be its own ancestor', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    DELETE FROM paliad.project_closure pair
    USING paliad.project_closure below
    WHERE below.ancestor_id = NEW.id
      AND pair.descendant_id = below.descendant_id
      AND pair.ancestor_id IN (SELECT above.ancestor_id
                               FROM paliad.project_closure above
                               WHERE above.descendant_id = NEW.id AND above.ancestor_id <> NEW.id);
    PERFORM paliad.attach_project(NEW.id, NEW.parent_id);
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION paliad.close_deleted_project() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(paliad.project_closure_lock());
    DELETE FROM paliad.project_closure WHERE ancestor_id = OLD.id;
    DELETE FROM paliad.project_closure WHERE descendant_id = OLD.id;
    RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS project_closure_insert ON paliad.projects;
CREATE TRIGGER project_closure_insert
    AFTER INSERT ON paliad.projects
    FOR EACH ROW EXECUTE FUNCTION paliad.close_inserted_project();

DROP TRIGGER IF EXISTS project_closure_move ON paliad.projects;
CREATE TRIGGER project_closure_move
    AFTER UPDATE ON paliad.projects
    FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id OR OLD.id <> NEW.id)
    EXECUTE FUNCTION paliad.close_moved_project();

DROP TRIGGER IF EXISTS project_closure_delete ON paliad.projects;
CREATE TRIGGER project_closure_delete
    AFTER DELETE ON paliad.projects
    FOR EACH ROW EXECUTE FUNCTION paliad.close_deleted_project();

-- Makes the closure equal to the tree again, where TRUNCATE or a restore went round the triggers. Answers how many
-- pairs were wrong.
CREATE OR REPLACE FUNCTION paliad.rebuild_project_closure() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
DECLARE
    mended bigint;
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(paliad.project_closure_lock());
    WITH RECURSIVE tree AS (
        SELECT id AS ancestor_id, id AS descendant_id FROM paliad.projects
        UNION
        SELECT tree.ancestor_id, child.id FROM tree JOIN paliad.projects child ON child.parent_id = tree.descendant_id
    ), gone AS (
        DELETE FROM paliad.project_closure pair
        WHERE NOT EXISTS (SELECT FROM tree
                          WHERE tree.ancestor_id = pair.ancestor_id AND tree.descendant_id = pair.descendant_id)
        RETURNING 1
    ), added AS (
        INSERT INTO paliad.project_closure (ancestor_id, descendant_id)
        SELECT ancestor_id, descendant_id FROM tree
        ON CONFLICT DO NOTHING
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM added) INTO mended;
    RETURN mended;
END
$$;

SELECT paliad.rebuild_project_closure();
