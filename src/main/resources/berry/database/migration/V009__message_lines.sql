-- A message as lists show it, written down once: what Telegram has, and what waits to be sent. The
-- two have the same columns in the same order. They are Berry's own and change with it; what others
-- may build upon is called berry_….
--
-- Two views, not one: a list takes the newest of each by its own index and merges those few. Over
-- one view of both, PostgreSQL would sort all rows.

-- An index and a view may not share a name.
ALTER INDEX outgoing_line RENAME TO outgoing_waiting;

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
          deleted_at IS NULL AS listed
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
  CASE method WHEN 'sendMessage' THEN 'text' ELSE lower(substr(method, 5)) END AS kind,
  coalesce(body->>'text', body->>'caption') AS text,
  body->>'parse_mode' AS parse_mode,
  created_at AS at,
  CAST(NULL AS timestamptz) AS edited_at,
  CASE state WHEN 'sending' THEN 'queued' ELSE state END AS state,
  reason,
  method <> 'sendMessage' AS has_file,
  CAST(NULL AS text) AS file_name,
  CAST(NULL AS bigint) AS file_size,
  CAST(NULL AS text) AS album,
  created_at AS received_at,
  staff_id IS NOT NULL AS staff,
  state <> 'sent' AS listed                -- then message has it
FROM outgoing
WHERE chat_id IS NOT NULL
  AND state <> 'cancelled'
  AND method LIKE 'send%'
  AND method <> 'sendChatAction';

CREATE VIEW demo.outgoing_line AS SELECT * FROM public.outgoing_line WHERE false;
