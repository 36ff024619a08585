-- What Berry watched, over time.

-- A ring for each tier (0: ten seconds for a day, 1: minutes for two weeks, 2: hours for thirteen
-- months) and replica: a place is written over when its time has come round, in the page where it
-- is. The table is bounded by that, without anything that must be removed in time.
CREATE TABLE metric_point (
  tier smallint NOT NULL,
  replica text NOT NULL,
  slot integer NOT NULL,
  at timestamptz NOT NULL,                 -- when the step began
  figures real[] NOT NULL,                 -- by the places of the metrics; null: not known
  PRIMARY KEY (tier, replica, slot)
) WITH (fillfactor = 70);

-- Who runs, as one reads it of oneself every few seconds.
CREATE TABLE replica (
  name text PRIMARY KEY,
  role text NOT NULL,                      -- all, bot or dashboard
  version text NOT NULL,
  leader boolean NOT NULL DEFAULT false,
  started_at timestamptz NOT NULL,
  heartbeat_at timestamptz NOT NULL,
  stopped_at timestamptz                   -- it said that it ends
);
