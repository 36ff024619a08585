package berry.conversations;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Writes `conversation` and `message_search` from what `message`, `chat` and `person` say now, and
/// the place of the follower. Every statement may be repeated.
@RegisterConstructorMapper(ConversationIndexStore.Place.class)
@RegisterConstructorMapper(ConversationIndexStore.Message.class)
interface ConversationIndexStore {

  /// @param walkChatId with `walkMessageId` the last message of before that is done; null when all
  ///   are
  record Place(long changeId, @Nullable Long walkChatId, @Nullable Long walkMessageId) {}

  record Message(long chatId, long messageId) {}

  @SqlQuery("SELECT pg_try_advisory_xact_lock(hashtext('berry.conversations'))")
  boolean lock();

  @SqlQuery(
      """
      SELECT change_id, walk_chat_id, walk_message_id
      FROM follower
      WHERE name = 'conversations'
      """)
  Optional<Place> place();

  @SqlUpdate(
      """
      INSERT INTO follower AS known (name, change_id, walk_chat_id, walk_message_id)
      VALUES ('conversations', :changeId, :walkChatId, :walkMessageId)
      ON CONFLICT (name) DO UPDATE
      SET change_id = excluded.change_id,
        walk_chat_id = excluded.walk_chat_id,
        walk_message_id = excluded.walk_message_id
      """)
  void keep(long changeId, @Nullable Long walkChatId, @Nullable Long walkMessageId);

  /// The last of the next messages in the order of the table's key.
  @SqlQuery(
      """
      SELECT chat_id, message_id
      FROM message
      WHERE (chat_id, message_id) > (:chatId, :messageId)
      ORDER BY chat_id, message_id
      OFFSET :count - 1
      LIMIT 1
      """)
  Optional<Message> after(long chatId, long messageId, int count);

  @SqlQuery(
      """
      SELECT DISTINCT chat_id
      FROM message
      WHERE (chat_id, message_id) > (:chatId, :messageId)
        AND (chat_id, message_id) <= (:toChatId, :toMessageId)
      ORDER BY chat_id
      """)
  List<Long> chats(long chatId, long messageId, long toChatId, long toMessageId);

  /// What of a chat may have changed: its newest messages, and the newest of those that were
  /// edited.
  String CHANGED =
      """
      WITH seen AS MATERIALIZED (
        SELECT one.*
        FROM unnest(CAST(:chats AS bigint[])) AS changed (id)
        CROSS JOIN LATERAL (
          SELECT *
          FROM (
            SELECT message.*
            FROM message
            WHERE chat_id = changed.id
              AND message_id < :below
            ORDER BY message_id DESC
            LIMIT :limit
          ) AS newest
          UNION ALL
          SELECT message.*
          FROM (
            SELECT DISTINCT chat_id, message_id, sent_at
            FROM message_version
            WHERE chat_id = changed.id
              AND message_id < :below
            ORDER BY message_id DESC
            LIMIT :limit
          ) AS edited
          JOIN message USING (chat_id, message_id, sent_at)
        ) AS one
      )
      """;

  /// All of a stretch of the table.
  String STRETCH =
      """
      WITH seen AS MATERIALIZED (
        SELECT *
        FROM message
        WHERE (chat_id, message_id) > (:chatId, :messageId)
          AND (chat_id, message_id) <= (:toChatId, :toMessageId)
      )
      """;

  /// What can't be found any more: it was deleted, or an edit took its text away.
  String REMOVE =
      """
      DELETE FROM message_search
      USING seen
      WHERE message_search.chat_id = seen.chat_id
        AND message_search.message_id = seen.message_id
        AND message_search.sent_at = seen.sent_at
        AND (seen.deleted_at IS NOT NULL OR coalesce(seen.text, seen.file_name) IS NULL)
      """;

  /// What is new, or reads differently since an edit. Of one message, met twice, one row.
  String ADD =
      """
      INSERT INTO message_search (chat_id, message_id, sent_at, edited_at, words)
      SELECT DISTINCT ON (message.chat_id, message.message_id, message.sent_at)
        message.chat_id, message.message_id, message.sent_at, message.edited_at,
      """
          + SearchWords.OF_MESSAGE
          + """

          FROM seen AS message
          LEFT JOIN message_search AS known USING (chat_id, message_id, sent_at)
          WHERE message.deleted_at IS NULL
            AND coalesce(message.text, message.file_name) IS NOT NULL
            AND (known.words IS NULL OR known.edited_at IS DISTINCT FROM message.edited_at)
          ORDER BY message.chat_id, message.message_id, message.sent_at
          ON CONFLICT (chat_id, message_id, sent_at) DO UPDATE
          SET edited_at = excluded.edited_at, words = excluded.words
          """;

  @SqlUpdate(CHANGED + REMOVE)
  int removeChanged(Long[] chats, long below, int limit);

  /// @return how many were written
  @SqlUpdate(CHANGED + ADD)
  int addChanged(Long[] chats, long below, int limit);

  @SqlUpdate(STRETCH + REMOVE)
  int removeStretch(long chatId, long messageId, long toChatId, long toMessageId);

  @SqlUpdate(STRETCH + ADD)
  int addStretch(long chatId, long messageId, long toChatId, long toMessageId);

  /// The id of the last of a chat's newest messages; empty when it has no more than that.
  @SqlQuery(
      """
      SELECT message_id
      FROM message
      WHERE chat_id = :chatId
        AND message_id < :below
      ORDER BY message_id DESC
      OFFSET :limit - 1
      LIMIT 1
      """)
  Optional<Long> lowest(long chatId, long below, int limit);

  /// Where those conversations stand. One without a message has no row; one whose messages are all
  /// deleted keeps its own.
  @SqlUpdate(
      """
      INSERT INTO conversation AS known (chat_id, last_at, last_in_at, last_message_id, words)
      SELECT chat.id, newest.sent_at, inbound.sent_at, newest.message_id,
      """
          + SearchWords.OF_NAMES
          + """

          FROM unnest(CAST(:chats AS bigint[])) AS changed (id)
          JOIN chat ON chat.id = changed.id
          LEFT JOIN person ON person.id = chat.id
          CROSS JOIN LATERAL (
            SELECT sent_at, message_id
            FROM message
            WHERE message.chat_id = chat.id
              AND deleted_at IS NULL
            ORDER BY message_id DESC
            LIMIT 1
          ) AS newest
          LEFT JOIN LATERAL (
            SELECT sent_at
            FROM message
            WHERE message.chat_id = chat.id
              AND direction = 'in'
              AND NOT staff
            ORDER BY message_id DESC
            LIMIT 1
          ) AS inbound ON true
          ORDER BY chat.id
          ON CONFLICT (chat_id) DO UPDATE
          SET last_at = excluded.last_at,
            last_in_at = excluded.last_in_at,
            last_message_id = excluded.last_message_id,
            words = excluded.words
          WHERE (known.last_at, known.last_in_at, known.last_message_id, known.words)
            IS DISTINCT FROM
            (excluded.last_at, excluded.last_in_at, excluded.last_message_id, excluded.words)
          """)
  int stand(Long[] chats);

  /// Removes what is searchable of messages that are gone or deleted, in a stretch of the table.
  @SqlUpdate(
      """
      DELETE FROM message_search
      WHERE (chat_id, message_id) > (:chatId, :messageId)
        AND (chat_id, message_id) <= (:toChatId, :toMessageId)
        AND NOT EXISTS (
          SELECT
          FROM message
          WHERE message.chat_id = message_search.chat_id
            AND message.message_id = message_search.message_id
            AND message.sent_at = message_search.sent_at
            AND message.deleted_at IS NULL
        )
      """)
  int prune(long chatId, long messageId, long toChatId, long toMessageId);

  /// The last of the next searchable messages in the order of the table's key.
  @SqlQuery(
      """
      SELECT chat_id, message_id
      FROM message_search
      WHERE (chat_id, message_id) > (:chatId, :messageId)
      ORDER BY chat_id, message_id
      OFFSET :count - 1
      LIMIT 1
      """)
  Optional<Message> searchableAfter(long chatId, long messageId, int count);
}
