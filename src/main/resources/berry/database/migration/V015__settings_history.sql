-- Who changed what and when in the dashboard. What Berry notes in `setting` for itself is nobody's
-- choice and is left out.
CREATE TABLE setting_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  before jsonb,                            -- null: the default was in force
  after jsonb,                             -- null: back to the default
  by_id bigint NOT NULL,                   -- Telegram id
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX setting_change_name ON setting_change (name, id DESC);
