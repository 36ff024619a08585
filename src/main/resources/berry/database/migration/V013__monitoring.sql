-- What Berry watches, what it alerts about, and who runs.

-- A ring for each tier (0: ten seconds for a day, 1: minutes for two weeks, 2: hours for thirteen
-- months) and replica: a place is written over when its time has come round, in the page where it
-- is. The table is bounded by that, without anything that must be removed in time.
CREATE TABLE metric_point (
  tier smallint NOT NULL,
  replica text NOT NULL,
  slot integer NOT NULL,
  at timestamptz NOT NULL,                 -- when the step began
  figures real[] NOT NULL,                 -- by the places of the metrics; null: not known
  PRIMARY KEY (tier, slot, replica)
) WITH (fillfactor = 70);

-- Who runs, as one reads it of oneself every few seconds.
CREATE TABLE replica (
  name text PRIMARY KEY,
  role text NOT NULL,                      -- all, bot or dashboard
  version text NOT NULL,
  commit text,                             -- as far as the platform or the build tells it
  leader boolean NOT NULL DEFAULT false,   -- it judges the alert rules
  started_at timestamptz NOT NULL,
  heartbeat_at timestamptz NOT NULL,
  stopped_at timestamptz                   -- it said that it ends
);

-- Where each rule stands, so that a restart neither forgets nor repeats.
CREATE TABLE alert (
  key text PRIMARY KEY,
  state text NOT NULL,                     -- ok, pending, firing, recovering, no_data, error
  since timestamptz NOT NULL,              -- when it came into that state
  judged_at timestamptz NOT NULL,
  value double precision,                  -- as last judged; null: not known
  replica text,                            -- whose value it is; null: of all
  memory jsonb NOT NULL DEFAULT '{}'       -- what else the next judgement needs
);

-- Each time a rule fired, and the message about it.
CREATE TABLE alert_episode (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL,
  severity smallint NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  threshold double precision NOT NULL,
  first double precision,                  -- the value it fired with
  worst double precision,
  replica text,
  test boolean NOT NULL DEFAULT false,
  announced text NOT NULL DEFAULT 'no',    -- no, queued, directly, digest, silenced, inhibited
  chat_id bigint,
  outgoing_id bigint,                      -- its row in the outbox
  message_id bigint,                       -- where it was sent past the outbox
  picture boolean NOT NULL DEFAULT false   -- whether the message is a photo with words under it
);

-- What is written again, because nobody knew whether it was, is the same episode.
CREATE UNIQUE INDEX alert_episode_key ON alert_episode (key, began_at DESC, test);
CREATE INDEX alert_episode_open ON alert_episode (began_at) WHERE ended_at IS NULL;

-- A rule that may fire without a word, or all of them: a maintenance window.
CREATE TABLE alert_silence (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text,                                -- null: every rule
  starts_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  reason text NOT NULL,
  author_id bigint,                        -- Telegram id; null: by the command line
  author text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz                     -- taken back before its time
);

CREATE INDEX alert_silence_until ON alert_silence (until);

-- Each version that began to run, and whether it did well.
CREATE TABLE deploy (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version text NOT NULL,
  commit text,
  message text,                            -- of the commit, where the platform tells it
  deployment text,                         -- the platform's id of it
  replica text NOT NULL,                   -- the first that ran it
  at timestamptz NOT NULL,
  before text,                             -- the version that ran until then
  verdict text,                            -- good, bad; null: not judged yet
  judged_at timestamptz,
  findings jsonb NOT NULL DEFAULT '[]'
);

CREATE INDEX deploy_at ON deploy (at DESC);
