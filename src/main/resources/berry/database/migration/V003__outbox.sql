-- The outbox: paces that all processes share, changes of own messages, files, retention.

-- How much may be said to a chat (0: in all), as far as it is not as usual. One process is told to
-- wait by Telegram, all of them do.
CREATE TABLE outgoing_pace (
  bot_id bigint NOT NULL,
  chat_id bigint NOT NULL,
  allowance double precision NOT NULL,     -- calls left at that moment
  rate double precision NOT NULL CHECK (rate > 0),  -- calls a second, lowered by each 429
  at timestamptz NOT NULL,
  ready_at timestamptz NOT NULL,           -- when the next call may begin
  usual_at timestamptz NOT NULL,           -- when the row can be forgotten
  PRIMARY KEY (bot_id, chat_id)
);

-- Files to be sent, each content once. The parts go once Telegram knows it by a file_id.
CREATE TABLE outgoing_file (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bot_id bigint NOT NULL,
  digest bytea NOT NULL,                   -- SHA-256 of kind, name, type and content
  kind text NOT NULL,                      -- document, photo, …: what it is sent as
  name text NOT NULL,
  mime_type text NOT NULL,
  size bigint NOT NULL,
  file_id text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (bot_id, digest)
);
CREATE INDEX outgoing_file_used ON outgoing_file (used_at);

CREATE TABLE outgoing_file_part (
  file_id bigint NOT NULL REFERENCES outgoing_file (id) ON DELETE CASCADE,
  number integer NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (file_id, number)
);
-- Files are compressed already, mostly.
ALTER TABLE outgoing_file_part ALTER COLUMN content SET STORAGE EXTERNAL;

-- target: the outgoing message that this call changes; its message_id is known once it is sent.
-- cancelled: nobody needs it any more; a later change took its place, or the message was taken back.
ALTER TABLE outgoing
  ADD COLUMN target bigint,
  DROP CONSTRAINT outgoing_state_check,
  ADD CONSTRAINT outgoing_state_check CHECK (
    state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled')
  );
-- finds at once what a dead process was sending, however much is queued
CREATE INDEX outgoing_sending ON outgoing (not_before) WHERE state = 'sending';
-- what failed is looked at by people; what was taken back is not
CREATE INDEX outgoing_ended ON outgoing (state, created_at) WHERE state IN ('failed', 'unknown');

-- When the bot deleted it.
ALTER TABLE message ADD COLUMN deleted_at timestamptz;
