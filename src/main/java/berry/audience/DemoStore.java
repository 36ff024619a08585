package berry.audience;

import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The tables of schema `demo`. Rows come as one JSON array whose fields are the table's columns;
/// the sums are made out of the messages, so they agree by construction.
interface DemoStore {

  /// One seeding after the other.
  @SqlUpdate("SELECT pg_advisory_xact_lock(hashtext('berry.audience.demo'))")
  void lock();

  @SqlUpdate(
      """
      INSERT INTO demo.person (
        id, first_name, username, language_code, source, first_seen_at, last_seen_at, blocked_at)
      SELECT
        id, first_name, username, language_code, source, first_seen_at, last_seen_at, blocked_at
      FROM jsonb_populate_recordset(CAST(NULL AS demo.person), CAST(:rows AS jsonb))
      """)
  int addPeople(String rows);

  @SqlUpdate(
      """
      INSERT INTO demo.chat (id, type, first_seen_at, last_seen_at, waiting_since, unreachable)
      SELECT id, 'private', first_seen_at, last_seen_at, waiting_since, unreachable
      FROM jsonb_populate_recordset(CAST(NULL AS demo.chat), CAST(:rows AS jsonb))
      """)
  int addChats(String rows);

  @SqlUpdate(
      """
      INSERT INTO demo.message (
        chat_id, message_id, sent_at, received_at, person_id, direction, kind, text, staff)
      SELECT
        chat_id, message_id, sent_at, received_at, chat_id, direction, kind, text, staff
      FROM jsonb_populate_recordset(CAST(NULL AS demo.message), CAST(:rows AS jsonb))
      """)
  int addMessages(String rows);

  @SqlUpdate(
      """
      INSERT INTO demo.first_reply (chat_id, asked_at, answered_at, staff_id)
      SELECT chat_id, asked_at, answered_at, staff_id
      FROM jsonb_populate_recordset(CAST(NULL AS demo.first_reply), CAST(:rows AS jsonb))
      """)
  int addReplies(String rows);

  @SqlUpdate(
      """
      INSERT INTO demo.activity (bucket, metric, value)
      SELECT bucket, metric, count(*)
      FROM (
        SELECT
          date_bin('15 minutes', sent_at, 'epoch') AS bucket,
          CASE direction WHEN 'in' THEN 'messages_in' ELSE 'messages_out' END AS metric
        FROM demo.message
        UNION ALL
        SELECT
          date_bin('15 minutes', sent_at, 'epoch'),
          'commands:' || substring(text FROM '^/([a-z]+)')
        FROM demo.message
        WHERE direction = 'in'
          AND text LIKE '/%'
        UNION ALL
        SELECT date_bin('15 minutes', sent_at, 'epoch'), 'buttons'
        FROM demo.message
        WHERE direction = 'in'
          AND message_id % 7 = 0
        UNION ALL
        SELECT date_bin('15 minutes', first_seen_at, 'epoch'), 'people_new'
        FROM demo.person
      ) AS one
      GROUP BY bucket, metric
      """)
  void addActivity();

  @SqlUpdate(
      """
      INSERT INTO demo.person_day (day, person_id, quarters)
      SELECT
        CAST(sent_at AT TIME ZONE 'UTC' AS date),
        person_id,
        bit_or(
          set_bit(
            CAST(0 AS bit(96)),
            CAST(CAST(extract(epoch FROM sent_at) AS bigint) % 86400 / 900 AS integer),
            1
          )
        )
      FROM (
        SELECT person_id, date_trunc('second', sent_at) AS sent_at
        FROM demo.message
        WHERE direction = 'in'
      ) AS sent
      GROUP BY 1, 2
      """)
  void addDays();

  @SqlUpdate("DELETE FROM demo.message")
  int removeMessages();

  @SqlUpdate("DELETE FROM demo.first_reply")
  void removeReplies();

  @SqlUpdate("DELETE FROM demo.activity")
  void removeActivity();

  @SqlUpdate("DELETE FROM demo.person_day")
  void removeDays();

  @SqlUpdate("DELETE FROM demo.chat")
  void removeChats();

  @SqlUpdate("DELETE FROM demo.person")
  int removePeople();
}
