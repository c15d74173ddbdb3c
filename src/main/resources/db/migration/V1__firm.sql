-- The firm's own tables, as its first generation has them. The firm's application owns and writes them; on an empty
-- database they are made here, so that the service stands on its own. No CHECK is added to what another program writes.
CREATE SCHEMA IF NOT EXISTS paliad;

CREATE TABLE IF NOT EXISTS paliad.users (
    id           uuid PRIMARY KEY,
    email        text NOT NULL UNIQUE,
    display_name text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS paliad.projects (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    parent_id  uuid REFERENCES paliad.projects (id),
    kind       text NOT NULL CHECK (kind IN ('client', 'litigation', 'patent', 'case', 'project')),
    title      text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS paliad.project_teams (
    project_id uuid NOT NULL REFERENCES paliad.projects (id) ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES paliad.users (id) ON DELETE CASCADE,
    role       text NOT NULL DEFAULT 'member' CHECK (role IN ('lead', 'member', 'observer')),
    PRIMARY KEY (project_id, user_id)
);

CREATE TABLE IF NOT EXISTS paliad.appointments (
    id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    title            text NOT NULL,
    description      text,
    location         text,
    starts_at        timestamptz,
    ends_at          timestamptz,
    time_zone        text,
    all_day          boolean NOT NULL DEFAULT false,
    start_date       date,
    end_date         date,
    status           text NOT NULL DEFAULT 'confirmed',
    appointment_type text NOT NULL DEFAULT 'other',
    project_id       uuid REFERENCES paliad.projects (id) ON DELETE CASCADE,
    created_by       uuid NOT NULL REFERENCES paliad.users (id),
    caldav_uid       text,
    caldav_etag      text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS paliad.user_caldav_config (
    user_id            uuid PRIMARY KEY REFERENCES paliad.users (id) ON DELETE CASCADE,
    server_url         text NOT NULL,
    username           text NOT NULL,
    password_encrypted bytea NOT NULL,
    calendar_path      text NOT NULL,
    enabled            boolean NOT NULL DEFAULT true,
    last_sync_at       timestamptz,
    last_sync_error    text,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS paliad.caldav_sync_log (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES paliad.users (id) ON DELETE CASCADE,
    direction    text,
    items_pushed int NOT NULL DEFAULT 0,
    items_pulled int NOT NULL DEFAULT 0,
    error        text,
    occurred_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX IF NOT EXISTS projects_parent ON paliad.projects (parent_id);
CREATE INDEX IF NOT EXISTS project_teams_user ON paliad.project_teams (user_id, project_id);
CREATE INDEX IF NOT EXISTS appointments_project ON paliad.appointments (project_id);
CREATE INDEX IF NOT EXISTS appointments_creator ON paliad.appointments (created_by);
CREATE INDEX IF NOT EXISTS appointments_personal ON paliad.appointments (created_by) WHERE project_id IS NULL;
