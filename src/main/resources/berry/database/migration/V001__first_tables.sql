-- Everything Berry keeps. One bot per database; its id stands in setting 'bot'.
-- Time is timestamptz, ids are bigint (Telegram: up to 52 bits, signed for chats).

-- What the owner chose, and the few facts Berry must remember about itself. Never a secret.
CREATE TABLE setting (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_by bigint
);

-- ---------------------------------------------------------------- what people send

-- Which updates were taken in. A repeat is refused here; an id that Telegram starts anew after a
-- quiet week is accepted (see Inbox for the statement that does both at once).
CREATE TABLE update_seen (
  bot_id bigint NOT NULL,
  update_id bigint NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (bot_id, update_id)
);

-- The raw update as it came, before anything is understood of it.
--   stored       kept, nothing more to do
--   due          a command, button or membership change that the bot has yet to act on
--   handled      acted on
--   quarantined  kept raw only: the database refused its typed rows, reason says why
CREATE TABLE incoming (
  bot_id bigint NOT NULL,
  update_id bigint NOT NULL,
  received_at timestamptz NOT NULL,
  kind text NOT NULL,
  person_id bigint,
  chat_id bigint,
  state text NOT NULL DEFAULT 'stored'
    CHECK (state IN ('stored', 'due', 'handled', 'quarantined')),
  reason text,
  body bytea NOT NULL,
  PRIMARY KEY (bot_id, update_id, received_at)
) PARTITION BY RANGE (received_at);
CREATE TABLE incoming_default PARTITION OF incoming DEFAULT;
CREATE INDEX incoming_unfinished ON incoming (received_at) WHERE state IN ('due', 'quarantined');
CREATE INDEX incoming_person ON incoming (person_id, received_at);

CREATE TABLE person (
  id bigint PRIMARY KEY,
  first_name text NOT NULL,
  last_name text,
  username text,
  language_code text,                      -- what the person's Telegram speaks
  language text CHECK (language IN ('ru', 'en')),  -- what the person chose by /language
  time_zone text,
  is_bot boolean NOT NULL DEFAULT false,
  is_premium boolean NOT NULL DEFAULT false,
  demo boolean NOT NULL DEFAULT false,
  source text,                             -- payload of the first /start
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  blocked_at timestamptz
);
CREATE INDEX person_first_seen ON person (first_seen_at);
CREATE INDEX person_demo ON person (id) WHERE demo;

CREATE TABLE chat (
  id bigint PRIMARY KEY,
  type text NOT NULL,
  title text,
  username text,
  demo boolean NOT NULL DEFAULT false,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  -- when the person's first message that nobody has answered came; null when nobody waits
  waiting_since timestamptz,
  -- why nothing can be sent there (blocked, kicked, deactivated); null when it can
  unreachable text,
  migrated_to bigint
);
CREATE INDEX chat_waiting ON chat (waiting_since) WHERE waiting_since IS NOT NULL;

-- One row a message, both ways. An edit repeats the date of the original, so the key finds it.
CREATE TABLE message (
  chat_id bigint NOT NULL,
  message_id bigint NOT NULL,
  sent_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,        -- in: when the update came; out: when Telegram took it
  person_id bigint,                        -- in: who wrote it; out: whom a private chat belongs to
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  kind text NOT NULL,                      -- text, photo, document, voice, … as Telegram names it
  text text,                               -- text or caption
  edited_at timestamptz,
  reply_to bigint,
  thread_id bigint,
  album text,                              -- media_group_id
  file_id text,
  file_name text,
  file_size bigint,
  staff boolean NOT NULL DEFAULT false,    -- judged when it came: a later role changes no past number
  demo boolean NOT NULL DEFAULT false,
  outgoing_id bigint,
  PRIMARY KEY (chat_id, message_id, sent_at)
) PARTITION BY RANGE (sent_at);
CREATE TABLE message_default PARTITION OF message DEFAULT;
CREATE INDEX message_person ON message (person_id, sent_at DESC, message_id DESC);
CREATE INDEX message_recent ON message (sent_at DESC, message_id DESC);
CREATE INDEX message_demo ON message (sent_at DESC, message_id DESC) WHERE demo;

-- The texts a message had before its present one.
CREATE TABLE message_version (
  chat_id bigint NOT NULL,
  message_id bigint NOT NULL,
  sent_at timestamptz NOT NULL,
  version_at timestamptz NOT NULL,
  text text,
  PRIMARY KEY (chat_id, message_id, sent_at, version_at)
);

-- Everything the bot says. Stored first, then sent by the courier.
CREATE TABLE outgoing (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bot_id bigint NOT NULL,
  chat_id bigint,                          -- null for calls that belong to no chat
  method text NOT NULL,
  body jsonb NOT NULL,
  -- the same key is queued once: an answer to an update, a reply from the dashboard
  key text UNIQUE,
  state text NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown')),
  reason text,
  attempts integer NOT NULL DEFAULT 0,
  closes boolean NOT NULL DEFAULT false,   -- a final answer: nobody waits in this chat any more
  staff_id bigint,                         -- who wrote it; null for the bot itself
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  not_before timestamptz NOT NULL DEFAULT clock_timestamp(),
  sent_at timestamptz,
  message_id bigint
);
CREATE INDEX outgoing_due ON outgoing (not_before, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outgoing_chat ON outgoing (chat_id, id);
-- finds the earlier one that a message of the same chat waits for
CREATE INDEX outgoing_line ON outgoing (chat_id, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outgoing_unsent ON outgoing (created_at DESC, id DESC) WHERE state <> 'sent';
CREATE INDEX outgoing_unsent_chat ON outgoing (chat_id, created_at DESC) WHERE state <> 'sent';

-- ---------------------------------------------------------------- numbers

-- Sums per quarter of an hour (UTC), because time zones begin at :00, :30 and :45.
-- shard: one per writing connection, so that writers do not queue for one row; read as a sum.
CREATE TABLE activity (
  bucket timestamptz NOT NULL,
  metric text COLLATE "C" NOT NULL,        -- "C": 'commands:%' is a range of the key
  demo boolean NOT NULL DEFAULT false,
  shard smallint NOT NULL DEFAULT 0,
  value bigint NOT NULL,
  -- the metric first: a year of one number is then one narrow stretch of the index
  PRIMARY KEY (metric, demo, bucket, shard)
);

-- Who was active in which quarters of an hour of a UTC day (bit 0 = 00:00–00:15). People of the
-- team are left out when the update comes, so any range in any zone is a count of distinct persons.
CREATE TABLE person_day (
  day date NOT NULL,
  person_id bigint NOT NULL,
  quarters bit(96) NOT NULL,
  demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (day, person_id)
);
CREATE INDEX person_day_person ON person_day (person_id, day);

-- One row each time somebody stopped waiting: asked_at is what chat.waiting_since said. A person's
-- answer always counts; one by the bot itself only after a minute, or each command would be a row.
-- Medians of the first reply come from here, and who was waiting at a moment of the past.
CREATE TABLE first_reply (
  chat_id bigint NOT NULL,
  asked_at timestamptz NOT NULL,
  answered_at timestamptz NOT NULL CHECK (answered_at >= asked_at),
  staff_id bigint,                         -- who answered; null for the bot itself
  demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (chat_id, asked_at)
);
CREATE INDEX first_reply_answered ON first_reply (answered_at);

-- What happened, for live screens: wake-ups, not data. Kept 24 hours.
CREATE TABLE change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  topic text NOT NULL,                     -- message, person, outgoing, setting, …
  person_id bigint,
  chat_id bigint,
  ref text,
  received_at timestamptz                  -- when the update behind it came, for the measured delay
);
CREATE INDEX change_at ON change (at);

-- ---------------------------------------------------------------- who may see what

CREATE TABLE staff (
  person_id bigint PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('operator', 'admin', 'owner')),
  added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  added_by bigint
);
CREATE UNIQUE INDEX staff_one_owner ON staff (role) WHERE role = 'owner';

-- A session's token is kept as a SHA-256 hash: who reads this table can use none of them.
CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  person_id bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_expires ON session (expires_at);

-- Launch data signed before this moment opens no session any more (signed out or revoked).
CREATE TABLE sign_out (
  person_id bigint PRIMARY KEY,
  at timestamptz NOT NULL
);

-- One-time codes, hashed: 'claim' makes its user the owner, 'dashboard' opens a browser session.
CREATE TABLE code (
  code_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('claim', 'dashboard')),
  -- dashboard: whom it signs in; claim: whose ownership it may take over, null for nobody's
  person_id bigint,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  used_by bigint
);
CREATE INDEX code_expires ON code (expires_at);

CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  person_id bigint,
  act text NOT NULL,
  target text,
  detail jsonb
);

-- ---------------------------------------------------------------- rights of one replica, periodic jobs

-- Each taking of a right has a higher epoch: work of a holder that was frozen is told by it.
CREATE TABLE lease (
  name text PRIMARY KEY,
  epoch bigint NOT NULL,
  taken_at timestamptz NOT NULL
);

-- As db-scheduler wants it.
CREATE TABLE scheduled_tasks (
  task_name text NOT NULL,
  task_instance text NOT NULL,
  task_data bytea,
  execution_time timestamptz,
  picked boolean NOT NULL,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint NOT NULL,
  priority smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);

-- ---------------------------------------------------------------- the stable face for an owner's own SQL

CREATE VIEW berry_message AS
SELECT
  message.chat_id,
  message.message_id,
  message.sent_at,
  message.person_id,
  person.first_name,
  person.username,
  message.direction,
  message.kind,
  message.text,
  message.edited_at,
  message.staff
FROM message
LEFT JOIN person ON person.id = message.person_id
WHERE NOT message.demo;

CREATE VIEW berry_person AS
SELECT
  id,
  first_name,
  last_name,
  username,
  coalesce(language, language_code) AS language,
  source,
  first_seen_at,
  last_seen_at,
  blocked_at
FROM person
WHERE NOT demo;

CREATE VIEW berry_daily AS
SELECT
  (bucket AT TIME ZONE 'UTC')::date AS day,
  metric,
  sum(value)::bigint AS value
FROM activity
WHERE NOT demo
GROUP BY 1, 2;
