package berry.outbox;

import berry.conversations.SentMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The `outgoing` table as its senders see it. A claim holds for a few seconds and is renewed while
/// the call lasts: `not_before` of a row that is being sent is when the claim ends. So what a dead
/// process held is noticed soon, without anybody knowing who is alive.
final class CourierStore {

  private static final int CLAIM_SECONDS = 8;

  private static final String COLUMNS =
      """
      id, bot_id, chat_id, method, body::text, closes, staff_id, attempts, target, message_id, key,
      extract(epoch FROM clock_timestamp() - created_at) AS age
      """;

  private static final RowMapper<ClaimedMessage> CLAIMED =
      (row, context) -> {
        Long message = number(row, "message_id");
        return new ClaimedMessage(
            row.getLong("id"),
            row.getLong("bot_id"),
            number(row, "chat_id"),
            row.getString("method"),
            row.getString("body"),
            row.getBoolean("closes"),
            number(row, "staff_id"),
            Duration.ofMillis((long) (row.getDouble("age") * 1_000)),
            row.getInt("attempts"),
            number(row, "target"),
            Outgoing.updateOf(row.getString("key")),
            message == null ? List.of() : List.of(message));
      };

  private CourierStore() {}

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /// Claims those that are still queued.
  static List<ClaimedMessage> claim(Handle transaction, long botId, Collection<Long> ids) {
    return transaction
        .createQuery(
            """
            UPDATE outgoing
            SET state = 'sending',
              attempts = attempts + 1,
              not_before = clock_timestamp() + make_interval(secs => :seconds)
            WHERE id IN (
              SELECT id
              FROM outgoing
              WHERE id = ANY (:ids)
                AND bot_id = :botId
                AND state = 'queued'
              ORDER BY id
              FOR UPDATE SKIP LOCKED
            )
            RETURNING %s
            """
                .formatted(COLUMNS))
        .bind("botId", botId)
        .bind("ids", ids.toArray(Long[]::new))
        .bind("seconds", CLAIM_SECONDS)
        .map(CLAIMED)
        .list();
  }

  /// Telegram can be reached again: what waited for that goes on at once.
  static void hurry(Handle transaction, long botId, Collection<String> reasons) {
    transaction
        .createUpdate(
            """
            UPDATE outgoing
            SET not_before = clock_timestamp()
            WHERE bot_id = :botId
              AND state = 'queued'
              AND not_before > clock_timestamp()
              AND reason = ANY (:reasons)
            """)
        .bind("botId", botId)
        .bind("reasons", reasons.toArray(String[]::new))
        .execute();
  }

  static void renew(Handle transaction, Collection<Long> ids) {
    transaction
        .createUpdate(
            """
            UPDATE outgoing
            SET not_before = clock_timestamp() + make_interval(secs => :seconds)
            WHERE id = ANY (:ids)
              AND state = 'sending'
            """)
        .bind("seconds", CLAIM_SECONDS)
        .bind("ids", ids.toArray(Long[]::new))
        .execute();
  }

  /// Renews a claim unless it has ended.
  ///
  /// @return whether it holds
  static boolean holds(Handle handle, long id) {
    return handle
            .createUpdate(
                """
                UPDATE outgoing
                SET not_before = clock_timestamp() + make_interval(secs => :seconds)
                WHERE id = :id
                  AND state = 'sending'
                  AND not_before > clock_timestamp()
                """)
            .bind("seconds", CLAIM_SECONDS)
            .bind("id", id)
            .execute()
        == 1;
  }

  /// Whether there is something that somebody claimed and neither finished nor renewed; locks
  /// nothing.
  static boolean anyAbandoned(Handle handle, long botId) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
              SELECT
              FROM outgoing
              WHERE bot_id = :botId
                AND state = 'sending'
                AND not_before < statement_timestamp())
            """)
        .bind("botId", botId)
        .mapTo(Boolean.class)
        .one();
  }

  /// That, for whoever ends it. The rows stay locked until the end of the transaction.
  static List<ClaimedMessage> abandoned(Handle transaction, long botId) {
    return transaction
        .createQuery(
            """
            SELECT %s
            FROM outgoing
            WHERE bot_id = :botId
              AND state = 'sending'
              AND not_before < clock_timestamp()
            ORDER BY id
            FOR UPDATE SKIP LOCKED
            """
                .formatted(COLUMNS))
        .bind("botId", botId)
        .map(CLAIMED)
        .list();
  }

  /// How many milliseconds until a row that rests now may be looked at again; null when none does.
  static @Nullable Long nextDue(Handle handle, long botId) {
    return handle
        .createQuery(
            """
            SELECT ceil(extract(epoch FROM min(not_before) - clock_timestamp()) * 1000)::bigint
            FROM outgoing
            WHERE bot_id = :botId
              AND state IN ('queued', 'sending')
              -- not clock_timestamp(): no index is searched for a time that moves on
              AND not_before > statement_timestamp()
            """)
        .bind("botId", botId)
        .mapTo(Long.class)
        .one();
  }

  /// Notes the end of a call.
  ///
  /// @return false when it is noted already. A call that outlived its claim may still turn an
  ///   unknown end into a known one
  static boolean settle(Handle transaction, long id, String state, @Nullable String reason) {
    return transaction
            .createUpdate(
                """
                UPDATE outgoing
                SET state = :state,
                  reason = :reason
                WHERE id = :id
                  AND state IN ('sending', 'unknown')
                """)
            .bind("id", id)
            .bind("state", state)
            .bind("reason", reason)
            .execute()
        == 1;
  }

  /// Puts it back into the line, to be tried again.
  static void requeue(Handle transaction, long id, double seconds, String reason) {
    transaction
        .createUpdate(
            """
            UPDATE outgoing
            SET state = 'queued',
              reason = :reason,
              not_before = clock_timestamp() + make_interval(secs => :seconds)
            WHERE id = :id
              AND state = 'sending'
            """)
        .bind("id", id)
        .bind("seconds", seconds)
        .bind("reason", reason)
        .execute();
  }

  static void sent(Handle transaction, long id, @Nullable SentMessage first) {
    transaction
        .createUpdate(
            """
            UPDATE outgoing
            SET sent_at = coalesce(:sentAt, clock_timestamp()),
              message_id = coalesce(:messageId, message_id)
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("sentAt", first == null ? null : first.sentAt())
        .bind("messageId", first == null ? null : first.messageId())
        .execute();
  }

  /// Nothing can be sent to this chat, so nothing more is tried.
  static void stop(Handle transaction, long chatId, String reason) {
    transaction
        .createUpdate(
            """
            UPDATE outgoing
            SET state = 'failed',
              reason = :reason
            WHERE chat_id = :chatId
              AND state = 'queued'
            """)
        .bind("chatId", chatId)
        .bind("reason", reason)
        .execute();
  }

  /// What waits for a group goes to the supergroup that it became. Message ids start anew there: a
  /// reply would point to another message, and what was to be changed is out of reach.
  static void moved(Handle transaction, long formerChatId, long chatId) {
    transaction
        .createUpdate(
            """
            UPDATE outgoing
            SET state = 'failed',
              reason = :reason
            WHERE chat_id = :formerChatId
              AND state = 'queued'
              AND message_id IS NOT NULL
            """)
        .bind("formerChatId", formerChatId)
        .bind("reason", Reason.MOVED.code())
        .execute();
    transaction
        .createUpdate(
            """
            UPDATE outgoing
            SET chat_id = :chatId,
              body = body - 'reply_parameters' - 'reply_to_message_id' - 'message_thread_id'
            WHERE chat_id = :formerChatId
              AND state IN ('queued', 'sending')
            """)
        .bind("formerChatId", formerChatId)
        .bind("chatId", chatId)
        .execute();
  }
}
