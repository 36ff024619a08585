package berry.outbox;

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
      id, chat_id, method, body::text, closes, staff_id, attempts,
      extract(epoch FROM clock_timestamp() - created_at) AS age
      """;

  private static final RowMapper<Parcel> PARCEL =
      (row, context) -> {
        long chatId = row.getLong("chat_id");
        Long chat = row.wasNull() ? null : chatId;
        long staffId = row.getLong("staff_id");
        Long staff = row.wasNull() ? null : staffId;
        return new Parcel(
            row.getLong("id"),
            chat,
            row.getString("method"),
            row.getString("body"),
            row.getBoolean("closes"),
            staff,
            java.time.Duration.ofMillis((long) (row.getDouble("age") * 1_000)),
            row.getInt("attempts"));
      };

  private CourierStore() {}

  /// Claims what may be sent now: in each chat only the first that is not sent yet, so that its
  /// order is kept however many processes send.
  static List<Parcel> claim(
      Handle transaction, long botId, Collection<Long> restingChats, int limit) {
    return transaction
        .createQuery(
            """
            WITH next AS (
              SELECT id
              FROM outgoing AS one
              WHERE bot_id = :botId
                AND state = 'queued'
                AND not_before <= clock_timestamp()
                AND (chat_id IS NULL OR chat_id <> ALL (:resting))
                AND NOT EXISTS (
                  SELECT
                  FROM outgoing AS earlier
                  WHERE earlier.chat_id = one.chat_id
                    AND earlier.id < one.id
                    AND earlier.state IN ('queued', 'sending')
                )
              ORDER BY id
              LIMIT :limit
              FOR UPDATE SKIP LOCKED
            )
            UPDATE outgoing
            SET state = 'sending',
              attempts = attempts + 1,
              not_before = clock_timestamp() + make_interval(secs => :seconds)
            WHERE id IN (SELECT id FROM next)
            RETURNING %s
            """
                .formatted(COLUMNS))
        .bind("botId", botId)
        .bind("resting", restingChats.toArray(Long[]::new))
        .bind("limit", limit)
        .bind("seconds", CLAIM_SECONDS)
        .map(PARCEL)
        .list();
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

  /// What somebody claimed and neither finished nor renewed. The rows stay locked until the end of
  /// the transaction.
  static List<Parcel> abandoned(Handle transaction, long botId) {
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
        .map(PARCEL)
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
              AND not_before > clock_timestamp()
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

  static void sent(Handle transaction, long id, @Nullable Spoken first) {
    transaction
        .createUpdate(
            """
            UPDATE outgoing
            SET sent_at = coalesce(:sentAt, clock_timestamp()),
              message_id = :messageId
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("sentAt", first == null ? null : first.sentAt())
        .bind("messageId", first == null ? null : first.messageId())
        .execute();
  }

  /// What waits for a group goes to the supergroup that it became.
  static void moved(Handle transaction, long formerChatId, long chatId) {
    transaction
        .createUpdate(
            """
            UPDATE outgoing
            SET chat_id = :chatId
            WHERE chat_id = :formerChatId
              AND state IN ('queued', 'sending')
            """)
        .bind("formerChatId", formerChatId)
        .bind("chatId", chatId)
        .execute();
  }
}
