package berry.conversations;

import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The assignee in the `conversation` table.
interface AssigneeStore {

  /// What belongs to somebody who is none of the team any more is nobody's.
  ///
  /// Its row may not be there yet: it is written a moment after the message that begins a
  /// conversation.
  @SqlUpdate(
      """
      INSERT INTO conversation (chat_id, last_at, last_in_at, last_message_id, assignee)
      SELECT
        :chatId,
        coalesce(last.sent_at, clock_timestamp()),
        CASE last.direction WHEN 'in' THEN last.sent_at END,
        coalesce(last.message_id, 0),
        :staffId
      FROM (VALUES (1)) AS one (row)
      LEFT JOIN (
        SELECT message_id, sent_at, direction
        FROM message
        WHERE chat_id = :chatId
        ORDER BY message_id DESC, sent_at DESC
        LIMIT 1
      ) AS last ON true
      ON CONFLICT (chat_id) DO UPDATE
      SET assignee = excluded.assignee
      WHERE conversation.assignee IS NULL
        OR NOT EXISTS (SELECT FROM staff WHERE staff.person_id = conversation.assignee)
      """)
  boolean take(long chatId, long staffId);
}
