package berry.conversations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// What the team notes of a conversation. A row may be made before the index has made it; then the
/// index puts in where it stands.
interface ConversationStateStore {

  @SqlQuery("SELECT EXISTS (SELECT FROM chat WHERE id = :chatId)")
  boolean exists(long chatId);

  /// When people wrote last, if that was not seen.
  @SqlQuery(
      """
      SELECT sent_at
      FROM message
      WHERE chat_id = :chatId
        AND message_id > :messageId
        AND received_at > :at
        AND direction = 'in'
        AND NOT staff
      ORDER BY message_id DESC, sent_at DESC
      LIMIT 1
      """)
  Optional<Instant> newer(long chatId, long messageId, Instant at);

  @SqlQuery("SELECT EXISTS (SELECT FROM staff WHERE person_id = :staffId)")
  boolean ofTeam(long staffId);

  @SqlUpdate(
      """
      INSERT INTO conversation AS known (chat_id, last_at, last_message_id, tags)
      SELECT id, last_seen_at, 0, :tags
      FROM chat
      WHERE id = :chatId
      ON CONFLICT (chat_id) DO UPDATE
      SET tags = excluded.tags
      WHERE known.tags <> excluded.tags
      """)
  int tag(long chatId, String[] tags);

  @SqlUpdate(
      """
      INSERT INTO conversation AS known (chat_id, last_at, last_message_id, assignee)
      SELECT id, last_seen_at, 0, :staffId
      FROM chat
      WHERE id = :chatId
      ON CONFLICT (chat_id) DO UPDATE
      SET assignee = excluded.assignee
      WHERE known.assignee IS DISTINCT FROM excluded.assignee
      """)
  int assign(long chatId, @Nullable Long staffId);

  @SqlUpdate(
      """
      INSERT INTO conversation AS known (chat_id, last_at, last_message_id, assignee)
      SELECT id, last_seen_at, 0, :staffId
      FROM chat
      WHERE id = :chatId
      ON CONFLICT (chat_id) DO UPDATE
      SET assignee = excluded.assignee
      WHERE known.assignee IS NULL
      """)
  int take(long chatId, long staffId);

  @SqlQuery(
      """
      UPDATE conversation
      SET assignee = NULL
      WHERE assignee = :staffId
      RETURNING chat_id
      """)
  List<Long> release(long staffId);

  @SqlUpdate(
      """
      INSERT INTO conversation_read AS known (chat_id, staff_id, read_at)
      VALUES (:chatId, :staffId, :at)
      ON CONFLICT (chat_id, staff_id) DO UPDATE
      SET read_at = excluded.read_at
      WHERE known.read_at < excluded.read_at
      """)
  int read(long chatId, long staffId, Instant at);
}
