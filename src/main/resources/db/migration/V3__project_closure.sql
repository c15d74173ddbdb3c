-- Every (ancestor, descendant) pair of the project tree, each node with itself. Kept by triggers, under one advisory
-- lock: an insert takes it shared, a move or a delete exclusive, each before it reads. They fire once a statement, when
-- it has all its row locks: who holds the advisory lock waits for no row that another holds while waiting for it.
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

-- One statement may insert many nodes, children before their parents: each walks up the tree as the statement left it.
CREATE OR REPLACE FUNCTION paliad.close_inserted_projects() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock_shared(paliad.project_closure_lock());

    WITH RECURSIVE pair (ancestor_id, descendant_id) AS (
        SELECT id, id FROM inserted
        UNION
        SELECT node.parent_id, pair.descendant_id
        FROM pair
        JOIN paliad.projects node ON node.id = pair.ancestor_id
        WHERE node.parent_id IS NOT NULL
    )
    INSERT INTO paliad.project_closure (ancestor_id, descendant_id)
    SELECT ancestor_id, descendant_id FROM pair
    ON CONFLICT DO NOTHING;

    PERFORM paliad.refuse_project_cycle((SELECT array_agg(id) FROM inserted));
    RETURN NULL;
END
$$;

-- One statement may move many nodes, also within each other's subtrees: the pairs of all that is beneath them are
-- derived anew from the tree as the statement left it. A statement that moves nothing takes no lock. The planner takes
-- what a recursion finds for most of the tree; OFFSET 0 keeps it from reading the tables whole.
CREATE OR REPLACE FUNCTION paliad.close_moved_projects() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
DECLARE
    moved uuid[];
BEGIN
    SELECT array_agg(id)
    INTO moved
    FROM (SELECT id, parent_id FROM after_update EXCEPT SELECT id, parent_id FROM before_update) differing;
    IF moved IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_catalog.pg_advisory_xact_lock(paliad.project_closure_lock());

    DELETE FROM paliad.project_closure
    WHERE descendant_id IN (SELECT id FROM before_update EXCEPT SELECT id FROM after_update);

    WITH RECURSIVE below AS (
        SELECT unnest(moved) AS id
        UNION
        SELECT child.id
        FROM below
        CROSS JOIN LATERAL (SELECT id FROM paliad.projects WHERE parent_id = below.id OFFSET 0) child
    ), pair (ancestor_id, descendant_id) AS (
        SELECT id, id FROM below
        UNION
        SELECT node.parent_id, pair.descendant_id
        FROM pair
        CROSS JOIN LATERAL (SELECT parent_id FROM paliad.projects WHERE id = pair.ancestor_id OFFSET 0) node
        WHERE node.parent_id IS NOT NULL
    ), gone AS (
        DELETE FROM paliad.project_closure
        WHERE ctid = ANY (ARRAY(
            SELECT former.ctid
            FROM below
            CROSS JOIN LATERAL (SELECT ctid, ancestor_id, descendant_id
                                FROM paliad.project_closure
                                WHERE descendant_id = below.id
                                OFFSET 0) former
            WHERE NOT EXISTS (SELECT FROM pair
                              WHERE pair.ancestor_id = former.ancestor_id
                                AND pair.descendant_id = former.descendant_id)))
    )
    INSERT INTO paliad.project_closure (ancestor_id, descendant_id)
    SELECT ancestor_id, descendant_id FROM pair
    ON CONFLICT DO NOTHING;

    PERFORM paliad.refuse_project_cycle(moved);
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION paliad.close_deleted_projects() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
$$
BEGIN
    IF NOT EXISTS (SELECT FROM deleted) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_catalog.pg_advisory_xact_lock(paliad.project_closure_lock());

    DELETE FROM paliad.project_closure WHERE ancestor_id IN (SELECT id FROM deleted);
    DELETE FROM paliad.project_closure WHERE descendant_id IN (SELECT id FROM deleted);
    RETURN NULL;
END
$$;

-- A node stands on a cycle exactly when it is above its own parent.
CREATE OR REPLACE FUNCTION paliad.refuse_project_cycle(nodes uuid[]) RETURNS void
    LANGUAGE plpgsql SET search_path = '' AS
$$
DECLARE
    entangled uuid;
BEGIN
    SELECT node.id
    INTO entangled
    FROM paliad.projects node
    JOIN paliad.project_closure pair ON pair.ancestor_id = node.id AND pair.descendant_id = node.parent_id
    WHERE node.id = ANY (nodes)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'project % would be its own ancestor', entangled USING ERRCODE = 'check_violation';
    END IF;
END
$$;

-- Firing a trigger needs no privilege on its function; making one does.
REVOKE EXECUTE ON FUNCTION
    paliad.close_inserted_projects(),
    paliad.close_moved_projects(),
    paliad.close_deleted_projects()
    FROM PUBLIC;

CREATE OR REPLACE TRIGGER project_closure_insert
    AFTER INSERT ON paliad.projects
    REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION paliad.close_inserted_projects();

CREATE OR REPLACE TRIGGER project_closure_move
    AFTER UPDATE ON paliad.projects
    REFERENCING OLD TABLE AS before_update NEW TABLE AS after_update
    FOR EACH STATEMENT EXECUTE FUNCTION paliad.close_moved_projects();

CREATE OR REPLACE TRIGGER project_closure_delete
    AFTER DELETE ON paliad.projects
    REFERENCING OLD TABLE AS deleted
    FOR EACH STATEMENT EXECUTE FUNCTION paliad.close_deleted_projects();

-- Makes the closure equal to the tree again, where TRUNCATE, a restore, or a writer on a snapshot older than the lock
-- (REPEATABLE READ) went round the triggers. Answers how many pairs were wrong. Whoever may write the closure may call it.
CREATE OR REPLACE FUNCTION paliad.rebuild_project_closure() RETURNS bigint
    LANGUAGE plpgsql SET search_path = '' AS
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

DO $$ BEGIN PERFORM paliad.rebuild_project_closure(); END $$;
