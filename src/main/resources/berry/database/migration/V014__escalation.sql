-- Who is called when something is wrong, what was told them, and what they did.

-- Who answers for a role. Named by berry.yaml or in the dashboard; without either the owner is all.
CREATE TABLE contact (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('developer', 'devops', 'support')),
  place integer NOT NULL,                  -- whose turn it is, where turns change by the week
  person_id bigint,                        -- Telegram id; null: named only, not enrolled yet
  name text,                               -- as berry.yaml names them, without @; null: by id
  -- the owner stands in for a role that nobody is named for
  source text NOT NULL CHECK (source IN ('file', 'app', 'owner')),
  code_hash bytea,                         -- of the link that enrols them
  code_until timestamptz,
  code_used_at timestamptz,
  enrolled_at timestamptz,                 -- when they opened it
  test_queued_at timestamptz,              -- when a real message was last queued to them
  test_outgoing_id bigint,                 -- that message, until its end is known
  tested_at timestamptz,                   -- of the last one whose end is known, when it was queued
  test_ok boolean,                         -- whether that one arrived
  test_why text,                           -- why not, a code of the outbox's
  CHECK (person_id IS NOT NULL OR name IS NOT NULL)
);

CREATE UNIQUE INDEX contact_person ON contact (source, role, person_id) WHERE name IS NULL;
CREATE UNIQUE INDEX contact_name ON contact (source, role, lower(name)) WHERE name IS NOT NULL;
CREATE UNIQUE INDEX contact_code ON contact (code_hash) WHERE code_hash IS NOT NULL;

-- Who took a role over for a while.
CREATE TABLE oncall (
  role text PRIMARY KEY,
  person_id bigint NOT NULL,
  until timestamptz NOT NULL,
  by_id bigint,
  at timestamptz NOT NULL
);

CREATE TABLE incident (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  severity smallint NOT NULL CHECK (severity BETWEEN 1 AND 3),
  state text NOT NULL
    CHECK (state IN ('open', 'acknowledged', 'mitigated', 'resolved', 'closed')),
  cause text NOT NULL,                     -- key of the rule that opened it
  opened_at timestamptz NOT NULL,
  round integer NOT NULL DEFAULT 1,        -- each reopening begins the ladder anew
  round_at timestamptz NOT NULL,           -- when this one began
  first_acknowledged_at timestamptz,       -- what MTTA is counted by
  acknowledged_at timestamptz,             -- in this round
  owner_id bigint,                         -- who acknowledged it, or was put in charge
  mitigated_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  closed_by bigint,
  resolution text,
  CHECK (state <> 'closed' OR closed_at IS NOT NULL),
  CHECK (state <> 'closed' OR severity = 3 OR resolution IS NOT NULL)
);

CREATE INDEX incident_unended ON incident (id) WHERE state <> 'closed';
CREATE INDEX incident_ended ON incident (resolved_at) WHERE resolved_at IS NOT NULL;

-- The episodes of alerts that belong to it.
CREATE TABLE incident_alert (
  incident_id bigint NOT NULL REFERENCES incident ON DELETE CASCADE,
  episode_id bigint NOT NULL,
  key text NOT NULL,
  joined_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (episode_id)
);

CREATE INDEX incident_alert_incident ON incident_alert (incident_id, joined_at);
CREATE INDEX incident_alert_key ON incident_alert (key, joined_at DESC);

-- What happened, in order. Lines are added and never changed.
CREATE TABLE incident_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident_id bigint NOT NULL REFERENCES incident ON DELETE CASCADE,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  actor_id bigint,                         -- Telegram id; null: Berry, or the command line
  via text NOT NULL CHECK (via IN ('berry', 'chat', 'screen', 'command')),
  detail jsonb NOT NULL DEFAULT '{}'
);

CREATE INDEX incident_event_incident ON incident_event (incident_id, id);

-- When the next step of the ladder is due; whoever lives takes it.
CREATE TABLE escalation_timer (
  incident_id bigint NOT NULL REFERENCES incident ON DELETE CASCADE,
  round integer NOT NULL,
  step integer NOT NULL,
  due_at timestamptz NOT NULL,
  done_at timestamptz,
  PRIMARY KEY (incident_id, round, step)
);

CREATE INDEX escalation_timer_due ON escalation_timer (due_at) WHERE done_at IS NULL;

-- Each time somebody was called: once for an incident, round, step and target.
CREATE TABLE notification (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident_id bigint NOT NULL REFERENCES incident ON DELETE CASCADE,
  round integer NOT NULL,
  step integer NOT NULL,                   -- -1: a prompt, which belongs to none
  target text NOT NULL,                    -- person:<Telegram id>, webhook, mail
  kind text NOT NULL CHECK (kind IN ('message', 'repeat', 'fallback', 'prompt')),
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'held')),
  why text,                                -- of failed and held
  at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,        -- of a fallback
  try_at timestamptz,                      -- when it is tried next
  outgoing_id bigint,                      -- in the outbox
  message_id bigint,                       -- where it was sent past the outbox
  picture boolean NOT NULL DEFAULT false,
  UNIQUE (incident_id, round, step, target)
);

CREATE INDEX notification_target ON notification (target, at DESC);
CREATE INDEX notification_outgoing ON notification (outgoing_id) WHERE outgoing_id IS NOT NULL;
CREATE INDEX notification_waiting ON notification (at) WHERE state = 'queued';
