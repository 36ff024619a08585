package berry.audience;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The rows of `person`, `chat` and `first_reply` that follow from what was sent; to be called in
/// this order, which is that of all writers.
interface ChatStore {

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

  @SqlQuery("SELECT migrated_to FROM chat WHERE id = :chatId AND migrated_to IS NOT NULL")
  Optional<Long> migratedTo(long chatId);

  /// Locked until the end: a question that comes at this moment is written before or after.
  @SqlQuery(
      """
      SELECT type = 'private' AS privately, waiting_since
      FROM chat
      WHERE id = :chatId
      FOR UPDATE
      """)
  @RegisterConstructorMapper(Chats.Now.class)
  Chats.@Nullable Now lock(long chatId);

  @SqlQuery("SELECT unreachable, migrated_to FROM chat WHERE id = :chatId")
  @RegisterConstructorMapper(Chats.Standing.class)
  Chats.@Nullable Standing standing(long chatId);

  @SqlUpdate("UPDATE chat SET done_at = NULL WHERE id = :chatId AND done_at IS NOT NULL")
  boolean reopen(long chatId);

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

  @SqlUpdate(
      """
      UPDATE chat
      SET done_at = coalesce(done_at, :at), waiting_since = NULL, snoozed_until = NULL
      WHERE id = :chatId
        AND (done_at IS NULL OR waiting_since IS NOT NULL OR snoozed_until IS NOT NULL)
      """)
  int done(long chatId, Instant at);

  @SqlUpdate("UPDATE chat SET done_at = NULL WHERE id = :chatId AND done_at IS NOT NULL")
  int reopened(long chatId);

  @SqlUpdate(
      """
      UPDATE chat
      SET snoozed_until = :until
      WHERE id = :chatId
        AND snoozed_until IS DISTINCT FROM CAST(:until AS timestamptz)
      """)
  int snoozed(long chatId, @Nullable Instant until);

  @SqlUpdate(
      """
      INSERT INTO first_reply (chat_id, asked_at, answered_at, staff_id)
      VALUES (:chatId, :askedAt, greatest(:askedAt, CAST(:answeredAt AS timestamptz)), :staffId)
      ON CONFLICT (chat_id, asked_at) DO NOTHING
      """)
  void firstReply(long chatId, Instant askedAt, Instant answeredAt, @Nullable Long staffId);
}
