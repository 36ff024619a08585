package berry.audience;

import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The demonstration rows of every table. Rows come as one JSON array whose fields are the table's
/// columns; the sums are made out of the messages, so they agree by construction.
interface DemoStore {

  /// One seeding after the other.
  @SqlUpdate("SELECT pg_advisory_xact_lock(hashtext('berry.audience.demo'))")
  void lock();

  @SqlUpdate(
      """
      INSERT INTO person (
        id, first_name, username, language_code, demo, source, first_seen_at, last_seen_at,
        blocked_at)
      SELECT
        id, first_name, username, language_code, true, source, first_seen_at, last_seen_at,
        blocked_at
      FROM jsonb_populate_recordset(CAST(NULL AS person), CAST(:rows AS jsonb))
      """)
  int addPeople(String rows);

  @SqlUpdate(
      """
      INSERT INTO chat (
        id, type, demo, first_seen_at, last_seen_at, waiting_since, unreachable)
      SELECT id, 'private', true, first_seen_at, last_seen_at, waiting_since, unreachable
      FROM jsonb_populate_recordset(CAST(NULL AS chat), CAST(:rows AS jsonb))
      """)
  int addChats(String rows);

  @SqlUpdate(
      """
      INSERT INTO message (
        chat_id, message_id, sent_at, received_at, person_id, direction, kind, text, staff, demo)
      SELECT
        chat_id, message_id, sent_at, received_at, chat_id, direction, kind, text, staff, true
      FROM jsonb_populate_recordset(CAST(NULL AS message), CAST(:rows AS jsonb))
      """)
  int addMessages(String rows);

  @SqlUpdate(
      """
      INSERT INTO first_reply (chat_id, asked_at, answered_at, staff_id, demo)
      SELECT chat_id, asked_at, answered_at, staff_id, true
      FROM jsonb_populate_recordset(CAST(NULL AS first_reply), CAST(:rows AS jsonb))
      """)
  int addReplies(String rows);

  @SqlUpdate(
      """
      INSERT INTO activity (bucket, metric, demo, value)
      SELECT bucket, metric, true, count(*)
      FROM (
        SELECT
          date_bin('15 minutes', sent_at, 'epoch') AS bucket,
          CASE direction WHEN 'in' THEN 'messages_in' ELSE 'messages_out' END AS metric
        FROM message
        WHERE demo
        UNION ALL
        SELECT
          date_bin('15 minutes', sent_at, 'epoch'),
          'commands:' || substring(text FROM '^/([a-z]+)')
        FROM message
        WHERE demo
          AND direction = 'in'
          AND text LIKE '/%'
        UNION ALL
        SELECT date_bin('15 minutes', sent_at, 'epoch'), 'buttons'
        FROM message
        WHERE demo
          AND direction = 'in'
          AND message_id % 7 = 0
        UNION ALL
        SELECT date_bin('15 minutes', first_seen_at, 'epoch'), 'people_new'
        FROM person
        WHERE demo
      ) AS one
      GROUP BY bucket, metric
      """)
  void addActivity();

  @SqlUpdate(
      """
      INSERT INTO person_day (day, person_id, quarters, demo)
      SELECT
        CAST(sent_at AT TIME ZONE 'UTC' AS date),
        person_id,
        bit_or(
          set_bit(
            CAST(0 AS bit(96)),
            CAST(CAST(extract(epoch FROM sent_at) AS bigint) % 86400 / 900 AS integer),
            1
          )
        ),
        true
      FROM (
        SELECT person_id, date_trunc('second', sent_at) AS sent_at
        FROM message
        WHERE demo
          AND direction = 'in'
      ) AS sent
      GROUP BY 1, 2
      """)
  void addDays();

  @SqlUpdate("DELETE FROM message WHERE demo")
  int removeMessages();

  @SqlUpdate("DELETE FROM first_reply WHERE demo")
  void removeReplies();

  @SqlUpdate("DELETE FROM activity WHERE demo")
  void removeActivity();

  @SqlUpdate("DELETE FROM person_day WHERE demo")
  void removeDays();

  @SqlUpdate("DELETE FROM chat WHERE demo")
  void removeChats();

  @SqlUpdate("DELETE FROM person WHERE demo")
  int removePeople();
}
