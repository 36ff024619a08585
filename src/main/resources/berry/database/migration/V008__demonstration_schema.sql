-- Demonstration data moves into tables of its own. In the real ones a row is real: nothing leaves
-- made-up rows out any more, and no update pays for a look at who is made up. Whoever reads puts
-- this schema before public for one transaction; what it does not have (staff, setting, …) is the
-- real one.
CREATE SCHEMA demo;

CREATE TABLE demo.person (LIKE public.person INCLUDING ALL);
CREATE TABLE demo.chat (LIKE public.chat INCLUDING ALL);
CREATE TABLE demo.message (LIKE public.message INCLUDING ALL);  -- one table: it is a month
CREATE TABLE demo.activity (LIKE public.activity INCLUDING ALL);
CREATE TABLE demo.person_day (LIKE public.person_day INCLUDING ALL);
CREATE TABLE demo.first_reply (LIKE public.first_reply INCLUDING ALL);

-- What an earlier version marked.
WITH moved AS (DELETE FROM public.person WHERE demo RETURNING *)
INSERT INTO demo.person SELECT * FROM moved;
WITH moved AS (DELETE FROM public.chat WHERE demo RETURNING *)
INSERT INTO demo.chat SELECT * FROM moved;
WITH moved AS (DELETE FROM public.message WHERE demo RETURNING *)
INSERT INTO demo.message SELECT * FROM moved;
WITH moved AS (DELETE FROM public.activity WHERE demo RETURNING *)
INSERT INTO demo.activity SELECT * FROM moved;
WITH moved AS (DELETE FROM public.person_day WHERE demo RETURNING *)
INSERT INTO demo.person_day SELECT * FROM moved;
WITH moved AS (DELETE FROM public.first_reply WHERE demo RETURNING *)
INSERT INTO demo.first_reply SELECT * FROM moved;

-- The stable face. Replaced, not dropped: what an owner granted on it, or built upon it, stays.
CREATE OR REPLACE VIEW berry_message AS
SELECT
  message.chat_id,
  message.message_id,
  message.sent_at,
  message.person_id,
  person.first_name,
  person.username,
  message.direction,
  message.kind,
  message.text,
  message.edited_at,
  message.staff
FROM message
LEFT JOIN person ON person.id = message.person_id;

CREATE OR REPLACE VIEW berry_person AS
SELECT
  id,
  first_name,
  last_name,
  username,
  coalesce(language, language_code) AS language,
  source,
  first_seen_at,
  last_seen_at,
  blocked_at
FROM person;

CREATE OR REPLACE VIEW berry_daily AS
SELECT
  (bucket AT TIME ZONE 'UTC')::date AS day,
  metric,
  sum(value)::bigint AS value
FROM activity
GROUP BY 1, 2;

-- The indexes that name the column go with it, and so does the key of activity.
ALTER TABLE public.person DROP COLUMN demo;
ALTER TABLE public.chat DROP COLUMN demo;
ALTER TABLE public.message DROP COLUMN demo;
ALTER TABLE public.activity DROP COLUMN demo, ADD PRIMARY KEY (metric, bucket, shard);
ALTER TABLE public.person_day DROP COLUMN demo;
ALTER TABLE public.first_reply DROP COLUMN demo;
ALTER TABLE demo.person DROP COLUMN demo;
ALTER TABLE demo.chat DROP COLUMN demo;
ALTER TABLE demo.message DROP COLUMN demo;
ALTER TABLE demo.activity DROP COLUMN demo, ADD PRIMARY KEY (metric, bucket, shard);
ALTER TABLE demo.person_day DROP COLUMN demo;
ALTER TABLE demo.first_reply DROP COLUMN demo;

-- Nothing made up waits to be sent, and what does is real.
CREATE VIEW demo.outgoing AS SELECT * FROM public.outgoing WHERE false;
