package berry.outbox;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The `outgoing` table as [SendQueue] sees it.
final class SendQueueStore {

  /// The first of each chat.
  ///
  /// @param ids of those that may be sent now, oldest first
  /// @param walked how many chats were looked at
  /// @param last the last of them
  record Heads(List<Long> ids, int walked, long last) {}

  private static final int BUTTON_SECONDS = 10;

  private static final RowMapper<Heads> HEADS =
      (row, context) ->
          new Heads(ids(row.getArray("ids")), row.getInt("walked"), row.getLong("last"));

  private static List<Long> ids(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : List.of((Long[]) array.getArray());
  }

  /// Looks from chat to chat, by the index alone: `SELECT DISTINCT chat_id` would read every row.
  ///
  /// @param after the chat to begin behind
  /// @param chats how many chats to look at
  static Heads heads(Handle transaction, long botId, long after, int chats) {
    return transaction
        .createQuery(
            """
            WITH RECURSIVE walk (chat_id, step) AS (
              (
                SELECT chat_id, 1
                FROM outgoing
                WHERE state IN ('queued', 'sending')
                  AND chat_id > :after
                ORDER BY chat_id
                LIMIT 1
              )
              UNION ALL
              SELECT following.chat_id, walk.step + 1
              FROM walk
              CROSS JOIN LATERAL (
                SELECT chat_id
                FROM outgoing
                WHERE state IN ('queued', 'sending')
                  AND chat_id > walk.chat_id
                ORDER BY chat_id
                LIMIT 1
              ) AS following
              WHERE walk.step < :chats
            )
            SELECT
              count(*) AS walked,
              max(walk.chat_id) AS last,
              array_agg(head.id ORDER BY head.id) FILTER (
                WHERE head.state = 'queued'
                  AND head.not_before <= clock_timestamp()
                  AND (pace.ready_at IS NULL OR pace.ready_at <= clock_timestamp())
              ) AS ids
            FROM walk
            CROSS JOIN LATERAL (
              SELECT id, state, not_before
              FROM outgoing
              WHERE outgoing.chat_id = walk.chat_id
                AND state IN ('queued', 'sending')
              ORDER BY id
              LIMIT 1
            ) AS head
            LEFT JOIN outgoing_pace AS pace
              ON pace.bot_id = :botId
              AND pace.chat_id = walk.chat_id
            """)
        .bind("botId", botId)
        .bind("after", after)
        .bind("chats", chats)
        .map(HEADS)
        .one();
  }

  private SendQueueStore() {}

  /// Which of these, each the first of its chat a moment ago, may be sent now: another process may
  /// have been quicker, and their group may have become another's.
  ///
  /// @return oldest first
  static List<Long> stillFirst(Handle transaction, long botId, Collection<Long> ids) {
    return transaction
        .createQuery(
            """
            SELECT id
            FROM outgoing AS head
            WHERE id = ANY (:ids)
              AND state = 'queued'
              AND not_before <= clock_timestamp()
              AND id = (
                SELECT id
                FROM outgoing
                WHERE chat_id = head.chat_id
                  AND state IN ('queued', 'sending')
                ORDER BY id
                LIMIT 1)
              AND coalesce(
                (
                  SELECT ready_at
                  FROM outgoing_pace
                  WHERE bot_id = :botId
                    AND chat_id = head.chat_id
                ) <= clock_timestamp(),
                true)
            ORDER BY id
            """)
        .bind("botId", botId)
        .bind("ids", ids.toArray(Long[]::new))
        .mapTo(Long.class)
        .list();
  }

  /// Calls that belong to no chat and may be made now, oldest first.
  static List<Long> chatless(Handle transaction, int limit) {
    return transaction
        .createQuery(
            """
            SELECT id
            FROM outgoing
            WHERE chat_id IS NULL
              AND state = 'queued'
              AND not_before <= clock_timestamp()
            ORDER BY id
            LIMIT :limit
            """)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  /// Answers to buttons that stopped waiting: Telegram takes them for some seconds only. They have
  /// no chat.
  static List<Long> late(Handle transaction, long botId) {
    return transaction
        .createQuery(
            """
            SELECT id
            FROM outgoing
            WHERE bot_id = :botId
              AND chat_id IS NULL
              AND state = 'queued'
              AND method = 'answerCallbackQuery'
              AND created_at < clock_timestamp() - make_interval(secs => :seconds)
            ORDER BY id
            LIMIT 500
            """)
        .bind("botId", botId)
        .bind("seconds", BUTTON_SECONDS)
        .mapTo(Long.class)
        .list();
  }
}
