-- Answering people: where each conversation stands, what the team notes down about it, who is of
-- the team, and what can be searched.

-- Where a conversation stands is written with what happens in the chat: the transaction that stores
-- a question also reopens what was done and ends a snooze, so no count and no list can differ.
ALTER TABLE public.chat ADD COLUMN done_at timestamptz, ADD COLUMN snoozed_until timestamptz;
ALTER TABLE demo.chat ADD COLUMN done_at timestamptz, ADD COLUMN snoozed_until timestamptz;
CREATE INDEX chat_done ON public.chat (done_at DESC, id DESC) WHERE done_at IS NOT NULL;
CREATE INDEX chat_done ON demo.chat (done_at DESC, id DESC) WHERE done_at IS NOT NULL;

-- staff_id: who of the team wrote it; null for people, the bot itself, and what is older than this
-- column. thumbnail_id: by which Telegram knows a small picture of the file.
ALTER TABLE public.message ADD COLUMN staff_id bigint, ADD COLUMN thumbnail_id text;
ALTER TABLE demo.message ADD COLUMN staff_id bigint, ADD COLUMN thumbnail_id text;

-- What each of the team wrote. Nothing that comes in is in it, so the intake doesn't pay for it.
CREATE INDEX message_staff ON public.message (sent_at, staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX message_staff ON demo.message (sent_at, staff_id) WHERE staff_id IS NOT NULL;

-- One row a chat, for lists: written after the intake, by whoever follows the changes, so that no
-- message pays for an index that only the team reads. Assignee and tags are the team's.
CREATE TABLE conversation (
  chat_id bigint PRIMARY KEY,
  last_at timestamptz NOT NULL,            -- of the newest message, either way
  last_in_at timestamptz,                  -- of the newest message of people
  last_message_id bigint NOT NULL,
  assignee bigint,                         -- of staff
  tags text[] NOT NULL DEFAULT '{}',
  words tsvector NOT NULL DEFAULT ''       -- names of the person or the group, for searching
);
CREATE INDEX conversation_last ON conversation (last_at DESC, chat_id DESC);
CREATE INDEX conversation_assignee ON conversation (assignee, last_at DESC, chat_id DESC)
  WHERE assignee IS NOT NULL;
CREATE INDEX conversation_tags ON conversation USING gin (tags);
CREATE INDEX conversation_words ON conversation USING gin (words);

-- The words of each message, stemmed in Russian and English; written by the same follower.
CREATE TABLE message_search (
  chat_id bigint NOT NULL,
  message_id bigint NOT NULL,
  sent_at timestamptz NOT NULL,
  edited_at timestamptz,                   -- which text these are the words of
  words tsvector NOT NULL,
  PRIMARY KEY (chat_id, message_id, sent_at)
);
-- What waits to be sorted into it is read by every search, so it stays short.
CREATE INDEX message_search_words ON message_search USING gin (words)
  WITH (gin_pending_list_limit = 512);

-- How far the follower has come: every change up to change_id is done. walk_*: the last message done
-- of those that were there before, by the key of message; null once all are.
CREATE TABLE follower (
  name text PRIMARY KEY,
  change_id bigint NOT NULL,
  walk_chat_id bigint,
  walk_message_id bigint
);

-- What the team tells itself about a conversation. Never sent. key: what is written under one is
-- written once.
CREATE TABLE note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chat_id bigint NOT NULL,
  staff_id bigint NOT NULL,
  text text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  edited_at timestamptz,
  key text
);
CREATE INDEX note_chat ON note (chat_id, at DESC, id DESC);
CREATE UNIQUE INDEX note_key ON note (chat_id, staff_id, key) WHERE key IS NOT NULL;

-- An answer that somebody has begun to write; it also tells colleagues that they do.
CREATE TABLE draft (
  chat_id bigint NOT NULL,
  staff_id bigint NOT NULL,
  text text NOT NULL,
  reply_to text,                           -- id of the message it answers, as lists give it
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (chat_id, staff_id)
);

-- Up to where somebody of the team has read.
CREATE TABLE conversation_read (
  chat_id bigint NOT NULL,
  staff_id bigint NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (chat_id, staff_id)
);

-- A file that somebody of the team has uploaded to send it. The handle, which nobody can guess, is
-- all the web knows of it; two of the same content have one row in outgoing_file.
CREATE TABLE upload (
  handle text PRIMARY KEY,
  file_id bigint NOT NULL REFERENCES outgoing_file (id) ON DELETE CASCADE,
  staff_id bigint NOT NULL,
  uploaded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX upload_file ON upload (file_id);
CREATE INDEX upload_uploaded ON upload (uploaded_at);

-- Answers that are given often. {name} becomes the person's first name.
CREATE TABLE template (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,               -- what is typed after /
  texts jsonb NOT NULL,                    -- language → text
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_by bigint
);

-- name: what people read as the author of an answer; null for the first name. The other three are
-- what Telegram said when the Mini App was opened: whoever has never written to the bot has no row
-- in person.
ALTER TABLE staff
  ADD COLUMN name text,
  ADD COLUMN first_name text,
  ADD COLUMN last_name text,
  ADD COLUMN username text,
  ADD COLUMN last_seen_at timestamptz;

-- 'invite' makes its user an operator or admin.
ALTER TABLE code
  ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  ADD COLUMN role text CHECK (role IN ('operator', 'admin')),
  DROP CONSTRAINT code_purpose_check,
  ADD CONSTRAINT code_purpose_check CHECK (purpose IN ('claim', 'dashboard', 'invite')),
  ADD CONSTRAINT code_role_check_purpose CHECK ((purpose = 'invite') = (role IS NOT NULL));

-- The lines of lists know who wrote, what is answered and which file it is. Views are Berry's own
-- here; what others may build upon is called berry_….
DROP VIEW demo.outgoing_line;
DROP VIEW outgoing_line;
DROP VIEW demo.message_line;
DROP VIEW message_line;

DO $each$
DECLARE
  data text;
BEGIN
  FOREACH data IN ARRAY ARRAY['public', 'demo'] LOOP
    EXECUTE format(
      $view$
        CREATE VIEW %1$I.message_line AS
        SELECT
          chat_id,
          message_id AS number,
          0 AS pending,
          outgoing_id,
          message_id,
          person_id,
          direction,
          kind,
          text,
          CAST(NULL AS text) AS parse_mode,
          sent_at AS at,
          edited_at,
          CASE direction WHEN 'in' THEN 'received' ELSE 'sent' END AS state,
          CAST(NULL AS text) AS reason,
          file_id IS NOT NULL AS has_file,
          file_name,
          file_size,
          album,
          received_at,
          staff,
          deleted_at IS NULL AS listed,
          staff_id,
          reply_to,
          thread_id,
          file_id,
          thumbnail_id,
          deleted_at
        FROM %1$I.message
      $view$,
      data);
  END LOOP;
END
$each$;

CREATE VIEW outgoing_line AS
SELECT
  chat_id,
  id AS number,
  1 AS pending,
  id AS outgoing_id,
  message_id,
  (SELECT id FROM person WHERE person.id = outgoing.chat_id) AS person_id,
  'out' AS direction,
  CASE method
    WHEN 'sendMessage' THEN 'text'
    WHEN 'sendMediaGroup' THEN coalesce(body->'media'->0->>'type', 'mediagroup')
    ELSE lower(substr(method, 5))
  END AS kind,
  -- an album's words stand under its first file
  coalesce(body->>'text', body->>'caption', body->'media'->0->>'caption') AS text,
  coalesce(body->>'parse_mode', body->'media'->0->>'parse_mode') AS parse_mode,
  created_at AS at,
  CAST(NULL AS timestamptz) AS edited_at,
  CASE state WHEN 'sending' THEN 'queued' ELSE state END AS state,
  reason,
  method <> 'sendMessage' AS has_file,
  file.name AS file_name,
  file.size AS file_size,
  CASE method WHEN 'sendMediaGroup' THEN 'out.' || id END AS album,
  created_at AS received_at,
  staff_id IS NOT NULL AS staff,
  state <> 'sent' AS listed,               -- then message has it
  staff_id,
  CAST(body->'reply_parameters'->>'message_id' AS bigint) AS reply_to,
  CAST(NULL AS bigint) AS thread_id,
  CAST(NULL AS text) AS file_id,
  CAST(NULL AS text) AS thumbnail_id,
  CAST(NULL AS timestamptz) AS deleted_at
FROM outgoing
-- of an album the first
LEFT JOIN LATERAL (
  SELECT name, size
  FROM outgoing_file
  WHERE outgoing_file.id = CAST(
    coalesce(body->lower(substr(method, 5)), body->'media'->0->'media')->>'berry_file' AS bigint)
) AS file ON true
WHERE chat_id IS NOT NULL
  AND state <> 'cancelled'
  AND method LIKE 'send%'
  AND method <> 'sendChatAction';

CREATE VIEW demo.outgoing_line AS SELECT * FROM public.outgoing_line WHERE false;
