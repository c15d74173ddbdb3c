-- A small firm, its dates around the day that dev mode is first started. Anna leads, Ben works on the Borealis
-- litigation, Clara watches the Corvex one.
INSERT INTO paliad.users (id, email, display_name)
VALUES ('a0000000-0000-4000-8000-000000000001', 'anna@paliad.example', 'Anna Albrecht'),
       ('a0000000-0000-4000-8000-000000000002', 'ben@paliad.example', 'Ben Brandt'),
       ('a0000000-0000-4000-8000-000000000003', 'clara@paliad.example', 'Clara Conrad');

INSERT INTO paliad.projects (id, parent_id, kind, title)
VALUES ('b0000000-0000-4000-8000-000000000001', NULL, 'client', 'Acme Pharma AG'),
       ('b0000000-0000-4000-8000-000000000010', 'b0000000-0000-4000-8000-000000000001', 'litigation', 'Acme ./. Borealis'),
       ('b0000000-0000-4000-8000-000000000011', 'b0000000-0000-4000-8000-000000000010', 'patent', 'EP 2 345 678'),
       ('b0000000-0000-4000-8000-000000000012', 'b0000000-0000-4000-8000-000000000011', 'case', 'LG Düsseldorf 4a O 17/26'),
       ('b0000000-0000-4000-8000-000000000013', 'b0000000-0000-4000-8000-000000000011', 'case', 'BPatG 3 Ni 8/26'),
       ('b0000000-0000-4000-8000-000000000020', 'b0000000-0000-4000-8000-000000000001', 'litigation', 'Acme ./. Corvex'),
       ('b0000000-0000-4000-8000-000000000021', 'b0000000-0000-4000-8000-000000000020', 'patent', 'EP 3 456 789'),
       ('b0000000-0000-4000-8000-000000000022', 'b0000000-0000-4000-8000-000000000021', 'case', 'UPC_CFI_212/2026'),
       ('b0000000-0000-4000-8000-000000000030', 'b0000000-0000-4000-8000-000000000001', 'project', 'Portfolio review');

INSERT INTO paliad.project_teams (project_id, user_id, role)
VALUES ('b0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', 'lead'),
       ('b0000000-0000-4000-8000-000000000010', 'a0000000-0000-4000-8000-000000000002', 'member'),
       ('b0000000-0000-4000-8000-000000000020', 'a0000000-0000-4000-8000-000000000003', 'observer'),
       ('b0000000-0000-4000-8000-000000000030', 'a0000000-0000-4000-8000-000000000002', 'member'),
       ('b0000000-0000-4000-8000-000000000030', 'a0000000-0000-4000-8000-000000000003', 'member');

-- With a time of day, said in the clock of its zone.
WITH planned (day, clock, minutes, time_zone, type, title, location, project, creator) AS (
    VALUES ( -21, time '10:00',  90, 'Europe/Berlin',     'meeting', 'Kick-off with Acme',            'Düsseldorf, room 3',   1, 1),
           ( -14, time '09:30', 120, 'Europe/Berlin',     'hearing', 'Early first hearing',           'LG Düsseldorf, 2.111', 12, 1),
           ( -12, time '14:00',  60, 'Europe/Berlin',     'meeting', 'Prior art: first findings',     NULL,                   11, 2),
           (  -9, time '11:00',  45, 'Europe/London',     'meeting', 'Call with the UK team',         'Teams',                20, 1),
           (  -7, time '15:30',  60, 'America/New_York',  'meeting', 'US counsel on discovery',       'Teams',                10, 2),
           (  -5, time '08:30',  30, 'Europe/Berlin',     'other',   'Bundle to the court',           NULL,                   12, 2),
           (  -3, time '16:00',  60, 'Europe/Paris',      'hearing', 'Interim conference',            'UPC, by video',        22, 1),
           (  -2, time '13:00',  60, 'Europe/Berlin',     'meeting', 'Expert: claim chart',           'Düsseldorf, room 1',   11, 1),
           (  -1, time '10:00',  60, 'Europe/Berlin',     'meeting', 'Weekly: Acme',                  'Düsseldorf, room 3',   1, 1),
           (   0, time '09:00',  30, 'Europe/Berlin',     'meeting', 'Stand-up: Borealis',            NULL,                   10, 2),
           (   0, time '17:00',  45, 'America/Los_Angeles', 'meeting', 'Acme''s general counsel',     'Teams',                1, 1),
           (   1, time '11:00',  60, 'Europe/Berlin',     'meeting', 'Witness: preparation',          'Düsseldorf, room 2',   12, 1),
           (   2, time '14:30',  90, 'Europe/Berlin',     'meeting', 'Nullity: order of arguments',   NULL,                   13, 2),
           (   3, time '09:30', 180, 'Europe/Berlin',     'hearing', 'Oral hearing',                  'LG Düsseldorf, 2.111', 12, 1),
           (   5, time '10:00',  60, 'Asia/Tokyo',        'meeting', 'Licensee in Osaka',             'Teams',                30, 1),
           (   6, time '10:00',  60, 'Europe/Berlin',     'meeting', 'Weekly: Acme',                  'Düsseldorf, room 3',   1, 1),
           (   8, time '13:30',  60, 'Europe/Berlin',     'meeting', 'Portfolio: families to drop',   NULL,                   30, 3),
           (  10, time '10:00', 240, 'Europe/Paris',      'hearing', 'Oral hearing',                  'UPC Paris, room 1',    22, 1),
           (  13, time '10:00',  60, 'Europe/Berlin',     'meeting', 'Weekly: Acme',                  'Düsseldorf, room 3',   1, 1),
           (  17, time '09:00', 300, 'Europe/Berlin',     'hearing', 'Nullity hearing',               'BPatG, Munich',        13, 1),
           (  20, time '15:00',  60, 'Europe/London',     'meeting', 'Settlement: without prejudice', 'London',               20, 1),
           (  28, time '11:00',  60, 'Europe/Berlin',     'meeting', 'Costs: what to claim',          NULL,                   10, 2),
           (  45, time '09:30',  30, 'Europe/Berlin',     'hearing', 'Judgment is announced',         'LG Düsseldorf',        12, 1),
           (  60, time '10:00',  90, 'Europe/Berlin',     'meeting', 'Acme: the year ahead',          'Düsseldorf, room 3',   1, 1),
           (  -4, time '18:30',  60, 'Europe/Berlin',     'other',   'Dentist',                       NULL,                   NULL, 1),
           (   1, time '19:30', 150, 'Europe/Berlin',     'other',   'Opera: Der Rosenkavalier',      'Deutsche Oper',        NULL, 1),
           (   4, time '07:15',  45, 'Europe/Berlin',     'other',   'Swimming',                      NULL,                   NULL, 2),
           (   9, time '18:00',  90, 'Europe/Berlin',     'other',   'Parents'' evening',             NULL,                   NULL, 3)
)
INSERT INTO paliad.appointments (title, location, starts_at, ends_at, time_zone, appointment_type, project_id, created_by)
SELECT title,
       location,
       (current_date + day + clock) AT TIME ZONE time_zone,
       (current_date + day + clock) AT TIME ZONE time_zone + make_interval(mins => minutes),
       time_zone,
       type,
       ('b0000000-0000-4000-8000-' || lpad(project::text, 12, '0'))::uuid,
       ('a0000000-0000-4000-8000-' || lpad(creator::text, 12, '0'))::uuid
FROM planned;

-- Whole days; the end is exclusive.
WITH planned (day, days, type, title, project, creator) AS (
    VALUES (-10,  1, 'deadline', 'Notice of appearance',              12, 1),
           ( -6,  1, 'deadline', 'Advance on costs',                  12, 2),
           (  2,  1, 'deadline', 'Reply',                             12, 1),
           (  4,  1, 'deadline', 'Comments on the preliminary view',  13, 2),
           (  7,  1, 'deadline', 'Rejoinder',                         22, 1),
           ( 14,  1, 'deadline', 'Opposition period ends',            21, 1),
           ( 21,  1, 'deadline', 'Renewal fee EP 2 345 678',          11, 2),
           ( 30,  1, 'deadline', 'Renewal fee EP 3 456 789',          21, 1),
           ( 15,  2, 'meeting',  'Portfolio workshop',                30, 3),
           ( 35, 12, 'other',    'Holiday',                           NULL, 1),
           ( 24,  3, 'other',    'Conference in Vienna',              NULL, 2),
           ( 12,  1, 'other',    'Birthday: Mum',                     NULL, 3)
)
INSERT INTO paliad.appointments (title, all_day, start_date, end_date, appointment_type, project_id, created_by)
SELECT title,
       true,
       current_date + day,
       current_date + day + days,
       type,
       ('b0000000-0000-4000-8000-' || lpad(project::text, 12, '0'))::uuid,
       ('a0000000-0000-4000-8000-' || lpad(creator::text, 12, '0'))::uuid
FROM planned;
