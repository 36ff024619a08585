-- Until then no update is taken in: a restore changes databases, and Telegram keeps what comes. The
-- restoring process moves the end on; when that process dies, the pause ends by itself.
CREATE TABLE intake_pause (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  until timestamptz NOT NULL,
  who text NOT NULL                        -- host and process, for those who wonder
);
