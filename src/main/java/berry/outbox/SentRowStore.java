package berry.outbox;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// What a sent message changes in `person`, `chat`, `message` and the numbers; to be called in this
/// order, which is that of all writers.
interface SentRowStore {

  record ChatNow(boolean privately, @Nullable Instant waitingSince) {}

  @SqlUpdate(
      """
      UPDATE person
      SET blocked_at = coalesce(blocked_at, clock_timestamp())
      WHERE id = :chatId
      """)
  void blocked(long chatId);

  @SqlUpdate("UPDATE chat SET unreachable = :reason WHERE id = :chatId")
  void unreachable(long chatId, String reason);

  @SqlUpdate(
      """
      INSERT INTO chat (id, type, title, username, first_seen_at, last_seen_at)
      SELECT :chatId, 'supergroup', title, username, first_seen_at, last_seen_at
      FROM chat
      WHERE id = :formerChatId
      ON CONFLICT (id) DO NOTHING
      """)
  void addSupergroup(long formerChatId, long chatId);

  @SqlUpdate("UPDATE chat SET migrated_to = :chatId WHERE id = :formerChatId")
  void migrated(long formerChatId, long chatId);

  /// Locked until the end: a question that comes at this moment is written before or after.
  @SqlQuery(
      """
      SELECT type = 'private' AS privately, waiting_since
      FROM chat
      WHERE id = :chatId
      FOR UPDATE
      """)
  @RegisterConstructorMapper(ChatNow.class)
  @Nullable ChatNow lock(long chatId);

  /// The chat can be reached, for something arrived.
  @SqlUpdate("UPDATE chat SET unreachable = NULL WHERE id = :chatId AND unreachable IS NOT NULL")
  void reached(long chatId);

  /// Nobody waits any more, except with what was written after the answer. Telegram's dates are
  /// whole seconds; within one, the ids tell what came first.
  @SqlUpdate(
      """
      UPDATE chat
      SET waiting_since = (
        SELECT min(sent_at)
        FROM message
        WHERE message.chat_id = :chatId
          AND (message.sent_at, message.message_id) > (:answeredAt, :messageId)
          AND direction = 'in'
          AND NOT staff
          AND coalesce(text, '') NOT LIKE '/%'
      )
      WHERE id = :chatId
      """)
  void answered(long chatId, Instant answeredAt, long messageId);

  /// @param outgoingId null for all but the first of an album: an id names one message
  @SqlUpdate(
      """
      INSERT INTO message (
        chat_id, message_id, sent_at, received_at, person_id, direction, kind, text, edited_at,
        reply_to, thread_id, album, file_id, file_name, file_size, staff, outgoing_id)
      VALUES (
        :chatId, :messageId, :sentAt, :receivedAt, :personId, 'out', :kind, :text, :editedAt,
        :replyTo, :threadId, :album, :fileId, :fileName, :fileSize, :staff, :outgoingId)
      ON CONFLICT (chat_id, message_id, sent_at) DO NOTHING
      """)
  int add(
      long chatId,
      @Nullable Long personId,
      Instant receivedAt,
      boolean staff,
      @Nullable Long outgoingId,
      @BindMethods SentRow spoken);

  @SqlUpdate(
      """
      INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text)
      SELECT chat_id, message_id, sent_at, coalesce(edited_at, sent_at), text
      FROM message
      WHERE chat_id = :chatId
        AND message_id = :messageId
        AND sent_at = :sentAt
        AND text IS DISTINCT FROM :text
      ON CONFLICT (chat_id, message_id, sent_at, version_at) DO NOTHING
      """)
  void keepVersion(long chatId, @BindMethods SentRow spoken);

  @SqlUpdate(
      """
      UPDATE message
      SET kind = :kind,
        text = :text,
        edited_at = :editedAt,
        file_id = :fileId,
        file_name = :fileName,
        file_size = :fileSize
      WHERE chat_id = :chatId
        AND message_id = :messageId
        AND sent_at = :sentAt
      """)
  void edit(long chatId, @BindMethods SentRow spoken);

  @SqlUpdate(
      """
      UPDATE message
      SET deleted_at = clock_timestamp()
      WHERE chat_id = :chatId
        AND message_id = ANY (:messageIds)
        AND deleted_at IS NULL
      """)
  void deleted(long chatId, List<Long> messageIds);

  @SqlUpdate(
      """
      INSERT INTO activity (metric, bucket, value)
      VALUES (
        :metric,
        date_bin('15 minutes', CAST(:at AS timestamptz), '2000-01-01T00:00:00Z'),
        1)
      ON CONFLICT (metric, bucket, shard) DO UPDATE
      SET value = activity.value + 1
      """)
  void count(String metric, Instant at);

  @SqlUpdate(
      """
      INSERT INTO first_reply (chat_id, asked_at, answered_at, staff_id)
      VALUES (:chatId, :askedAt, greatest(:askedAt, CAST(:answeredAt AS timestamptz)), :staffId)
      ON CONFLICT (chat_id, asked_at) DO NOTHING
      """)
  void firstReply(long chatId, Instant askedAt, Instant answeredAt, @Nullable Long staffId);
}
