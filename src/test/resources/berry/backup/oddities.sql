-- A database of everything that is easy to lose on the way.
CREATE SCHEMA demo;
CREATE SCHEMA "Odd Schema";
CREATE TYPE mood AS ENUM ('fine', 'so so', 'it''s bad');
CREATE DOMAIN positive AS integer CONSTRAINT above_zero CHECK (VALUE > 0);
CREATE SEQUENCE own_number START WITH 7 INCREMENT BY 3 MAXVALUE 1000 CYCLE;
SELECT nextval('own_number');
CREATE SEQUENCE never_used START WITH 42;
CREATE FUNCTION doubled(n integer) RETURNS integer LANGUAGE sql IMMUTABLE
  BEGIN ATOMIC SELECT n * 2; SELECT CASE WHEN n > 0 THEN n * 2 ELSE 0 END; END;
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  NEW.name := upper(NEW.name); -- ' a quote; and a semicolon
  RETURN NEW;
END
$body$;

CREATE TABLE "order" (
  "select" bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5) PRIMARY KEY,
  "Group By" text NOT NULL DEFAULT 'it''s; -- \ "quoted"',
  "with ""quotes""" text COLLATE "C",
  feels mood DEFAULT 'fine',
  above positive,
  twice integer GENERATED ALWAYS AS (above * 2) STORED,
  CONSTRAINT "a check; with" CHECK ("Group By" <> 'never')
);
INSERT INTO "order" ("Group By", "with ""quotes""", above) VALUES
  (E'tab\there\nline\r\nfeed \\ backslash \\N \\. end', NULL, 5),
  ('\N', '', NULL),
  ('\.', E'\\.', 1),
  (E'\\.\n\\.\n', 'Привет 👋 ' || chr(8238) || chr(1), 7);
COMMENT ON TABLE "order" IS 'it''s a table; -- really';
COMMENT ON COLUMN "order"."Group By" IS E'back\\slash';
COMMENT ON CONSTRAINT "a check; with" ON "order" IS 'checked';

CREATE TABLE bits (
  id integer PRIMARY KEY,
  raw bytea,
  f4 real, f8 double precision, n numeric,
  at timestamptz, d date, span interval,
  j jsonb, words tsvector, list text[], mask bit(96), money money, x xml
);
ALTER TABLE bits ALTER COLUMN raw SET STORAGE EXTERNAL;
INSERT INTO bits
SELECT n, decode(string_agg(lpad(to_hex(b), 2, '0'), ''), 'hex')
FROM generate_series(1, 2) AS n, generate_series(0, 255) AS b
GROUP BY n;
INSERT INTO bits (id, f4, f8, n, at, d, span, j, words, list, mask, money) VALUES
  (10, '-0', '-0', 'NaN', 'infinity', '-infinity', '-1 year 2 days 03:04:05.000006',
    '{"a": [1, null, "\u0001 \\ \" "]}', 'a:1 b:2', ARRAY[NULL, 'NULL', '', '{"'],
    repeat('10', 48)::bit(96), '12.34'),
  (11, 'Infinity', 'NaN', 1e-30, '0044-03-15 12:00:00 BC', '9999-12-31', '0', '"x"', '',
    '{}', NULL, NULL),
  (12, 1.1, 0.1, 123456789012345678901234567890.123, '2026-03-29 02:30:00.123456+02', NULL,
    NULL, 'null', NULL, NULL, NULL, NULL);

CREATE TABLE empty_one (id serial PRIMARY KEY, parent bigint REFERENCES "order" ("select")
  ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE no_columns ();
INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO no_columns DEFAULT VALUES;
CREATE UNLOGGED TABLE quick (a integer) WITH (fillfactor = 70);
INSERT INTO quick VALUES (1);
CREATE TABLE child_of (extra text) INHERITS (quick);
INSERT INTO child_of VALUES (2, 'two');

CREATE TABLE message (
  chat bigint NOT NULL, number bigint NOT NULL, sent timestamptz NOT NULL, text text,
  PRIMARY KEY (chat, number, sent)
) PARTITION BY RANGE (sent);
CREATE TABLE message_default PARTITION OF message DEFAULT;
CREATE TABLE message_2026_01 (
  text text, sent timestamptz NOT NULL, gone integer, number bigint NOT NULL,
  chat bigint NOT NULL);
ALTER TABLE message_2026_01 DROP COLUMN gone;
ALTER TABLE message ATTACH PARTITION message_2026_01
  FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00');
CREATE INDEX message_words ON message USING gin (to_tsvector('russian', text));
CREATE INDEX message_late ON message (sent DESC) WHERE number > 10;
CREATE INDEX message_brin ON message USING brin (sent);
INSERT INTO message SELECT 1, n, '2026-01-01Z'::timestamptz + n * interval '1 hour', 'm' || n
FROM generate_series(0, 1000) AS n;
CREATE UNIQUE INDEX one_lower ON "order" (lower("Group By")) INCLUDE (feels);
CREATE STATISTICS order_stats (dependencies) ON above, feels FROM "order";
CREATE TABLE "Odd Schema"."Tab le" (name text, n integer);
CREATE TRIGGER shouts BEFORE INSERT ON "Odd Schema"."Tab le"
  FOR EACH ROW EXECUTE FUNCTION shout();
INSERT INTO "Odd Schema"."Tab le" VALUES ('loud', 1);
CREATE TABLE demo.message (LIKE public.bits INCLUDING ALL);

CREATE VIEW b_needs_a AS SELECT 1 AS one;
CREATE VIEW a_first AS SELECT one, doubled(one) AS two FROM b_needs_a;
CREATE OR REPLACE VIEW b_needs_a AS SELECT count(*)::integer AS one FROM message;
CREATE VIEW demo.all_of_it AS SELECT a_first.*, "order"."select" FROM a_first, "order";
CREATE MATERIALIZED VIEW kept AS SELECT number % 10 AS digit, count(*) FROM message GROUP BY 1;
CREATE UNIQUE INDEX kept_digit ON kept (digit);
CREATE FUNCTION newest() RETURNS SETOF demo.all_of_it LANGUAGE sql
  AS 'SELECT * FROM demo.all_of_it';
GRANT SELECT ON a_first TO PUBLIC;
