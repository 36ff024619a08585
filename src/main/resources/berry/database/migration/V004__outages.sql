-- Times in which nothing came in, known by the messages that had to wait at Telegram meanwhile.
CREATE TABLE outage (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  began_at timestamptz NOT NULL,           -- when the oldest message that had to wait was written
  ended_at timestamptz NOT NULL CHECK (ended_at >= began_at),  -- when the first of them came
  messages bigint NOT NULL,                -- how many had to wait
  noted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX outage_ended ON outage (ended_at);

-- Telegram dates edits to the second. The microseconds are the place of the edit's update among the
-- others, so that every text of several edits within one second is kept and they stay in order.
COMMENT ON COLUMN message.edited_at IS 'Telegram''s second; microseconds keep edits in order';
COMMENT ON COLUMN message_version.version_at IS 'Telegram''s second; microseconds keep edits in order';
