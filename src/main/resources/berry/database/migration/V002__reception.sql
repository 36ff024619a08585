-- How updates come, noted by the replica that leads, for every process to read. One row.
CREATE TABLE reception (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch bigint NOT NULL,                   -- of the lease; a note of an earlier holder is refused
  leader text NOT NULL,                    -- host/process id
  mode text NOT NULL CHECK (mode IN ('polling', 'webhook')),
  detour text,                             -- why it polls although a webhook is configured
  trouble text,                            -- why updates don't come, a word for programs; null: they come
  words text,                              -- the same for a person, with what to do
  trouble_since timestamptz,
  noted_at timestamptz NOT NULL,           -- the leader's last sign of life
  -- when updates were last known to come: an answered getUpdates, an accepted delivery, or a look at
  -- a webhook that delivers
  good_at timestamptz,
  delivered_at timestamptz,                -- the last accepted webhook call, by any replica
  good_since timestamptz,                  -- they come since then without a gap of two minutes
  good_before timestamptz                  -- the end of the stretch before: in between was the outage
);

-- Which secrets a webhook call may carry: the present one, and for a while the one before it, so that
-- a new token loses no update. SHA-256 only: who reads this table can use none of them.
CREATE TABLE webhook_secret (
  hash bytea PRIMARY KEY,
  added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  accepted_until timestamptz               -- null: no end, it is in use
);
