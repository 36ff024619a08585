-- What is known of each backup, for screens and alerts. The truth is the folder of backups and its
-- manifests: rows are written anew from them, and no backup holds them.
CREATE TABLE backup (
  name text PRIMARY KEY,
  made_at timestamptz NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,                    -- of the file, hexadecimal
  state text NOT NULL CHECK (state IN ('made', 'checked', 'proved', 'failed')),
  proved_at timestamptz,                   -- when it was last restored and came out the same
  seconds numeric(12, 3),                  -- how long that took
  rows bigint NOT NULL,
  copies jsonb NOT NULL DEFAULT '[]',      -- where else it lies: target, at
  detail text,                             -- how it was proved, or why not
  missing boolean NOT NULL DEFAULT false,  -- its file was not in the folder at the last look
  CHECK ((state = 'proved') = (proved_at IS NOT NULL))
);
CREATE INDEX backup_made ON backup (made_at DESC);

-- What is at work on backups now, or was last, for the screens of every replica. Who stops moving
-- seen_at has died. No backup holds it.
CREATE TABLE backup_work (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('backup', 'proof', 'restore', 'undo')),
  subject text,                            -- name of the backup; null: it gets one when it is made
  asked_by text,                           -- the person as they were called then; null: Berry itself
  who text NOT NULL,                       -- host and process
  begun_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,            -- by the clock of the database
  ended_at timestamptz,
  step text NOT NULL,
  done bigint NOT NULL DEFAULT 0,          -- bytes of this step
  total bigint NOT NULL DEFAULT 0,         -- about; 0: nobody knows
  table_name text,
  outcome jsonb,
  failure text
);

-- Each time a backup was restored only to see how long that takes and how much would be lost.
CREATE TABLE backup_drill (
  at timestamptz PRIMARY KEY,
  backup text NOT NULL,                    -- its name; it may be gone by now
  source text NOT NULL,                    -- folder, or which copy elsewhere
  rto_seconds numeric(12, 3),              -- until its data could have been used; null: they could not
  rpo_seconds numeric(12, 3) NOT NULL,     -- how old what it holds was
  problem text,
  CHECK (problem IS NOT NULL OR rto_seconds IS NOT NULL)
);
