package berry.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The `outgoing_pace` table: the allowances that are not as usual at this moment. All times are
/// the database's, because several machines read them.
final class PaceStore {

  /// What is left, and when that was read by the database's clock.
  record Moment(TokenBucket bucket, Instant now) {}

  private static final RowMapper<TokenBucket> ALLOWANCE =
      (row, context) ->
          new TokenBucket(
              Limit.of(row.getLong("chat_id")),
              row.getDouble("allowance"),
              row.getDouble("rate"),
              row.getTimestamp("at").toInstant(),
              row.getTimestamp("rested_at").toInstant());

  private PaceStore() {}

  static Instant now(Handle handle) {
    return handle.createQuery("SELECT clock_timestamp()").mapTo(Instant.class).one();
  }

  /// The allowance for everything, locked until the end of the transaction: one process at a time
  /// says who is next.
  static Moment lock(Handle transaction, long botId) {
    return lock(transaction, botId, Limit.EVERYTHING);
  }

  private static Moment lock(Handle transaction, long botId, long chatId) {
    return locked(transaction, botId, chatId)
        .orElseGet(() -> {
          begin(transaction, botId, chatId);
          return locked(transaction, botId, chatId).orElseThrow();
        });
  }

  private static Optional<Moment> locked(Handle transaction, long botId, long chatId) {
    return transaction
        .createQuery(
            """
            SELECT chat_id, allowance, rate, at, rested_at, clock_timestamp() AS now
            FROM outgoing_pace
            WHERE bot_id = :botId
              AND chat_id = :chatId
            FOR UPDATE
            """)
        .bind("botId", botId)
        .bind("chatId", chatId)
        .map((row, context) ->
            new Moment(ALLOWANCE.map(row, context), row.getTimestamp("now").toInstant()))
        .findOne();
  }

  /// As usual, so that there is something to be locked.
  private static void begin(Handle transaction, long botId, long chatId) {
    TokenBucket usual = TokenBucket.full(Limit.of(chatId), now(transaction));
    transaction
        .createUpdate(
            """
            INSERT INTO outgoing_pace (bot_id, chat_id, allowance, rate, at, ready_at, usual_at)
            VALUES (:botId, :chatId, :left, :rate, :at, :at, :at)
            ON CONFLICT (bot_id, chat_id) DO NOTHING
            """)
        .bind("botId", botId)
        .bind("chatId", chatId)
        .bind("left", usual.left())
        .bind("rate", usual.rate())
        .bind("at", usual.at())
        .execute();
  }

  /// @return only those that are not as usual
  static Map<Long, TokenBucket> of(Handle transaction, long botId, Collection<Long> chats) {
    Map<Long, TokenBucket> found = new HashMap<>();
    transaction
        .createQuery(
            """
            SELECT chat_id, allowance, rate, at, rested_at
            FROM outgoing_pace
            WHERE bot_id = :botId
              AND chat_id = ANY (:chats)
            """)
        .bind("botId", botId)
        .bind("chats", chats.toArray(Long[]::new))
        .map((row, context) -> Map.entry(row.getLong("chat_id"), ALLOWANCE.map(row, context)))
        .forEach(one -> found.put(one.getKey(), one.getValue()));
    return found;
  }

  static void put(Handle transaction, long botId, Map<Long, TokenBucket> allowances, Instant now) {
    PreparedBatch batch =
        transaction.prepareBatch(
            """
            INSERT INTO outgoing_pace AS known (
              bot_id, chat_id, allowance, rate, at, rested_at, ready_at, usual_at)
            VALUES (:botId, :chatId, :left, :rate, :at, :restedAt, :readyAt, :usualAt)
            ON CONFLICT (bot_id, chat_id) DO UPDATE
            SET allowance = excluded.allowance,
              rate = excluded.rate,
              at = excluded.at,
              rested_at = excluded.rested_at,
              ready_at = excluded.ready_at,
              usual_at = excluded.usual_at
            -- told to wait in the meantime: that holds
            WHERE known.at <= excluded.at
            """);
    allowances.forEach((chatId, one) ->
        batch
            .bind("botId", botId)
            .bind("chatId", chatId)
            .bind("left", one.left())
            .bind("rate", one.rate())
            .bind("at", one.at())
            .bind("restedAt", one.rested())
            .bind("readyAt", one.ready(now))
            .bind("usualAt", one.usual())
            .add());
    batch.execute();
  }

  /// Whether everything rests, or the one call after it is under way. Locks as [#lock] does.
  static boolean trying(Handle transaction, long botId) {
    Moment moment = lock(transaction, botId);
    return moment.bucket().trying(moment.now());
  }

  /// Telegram asked to wait.
  static void slowDown(Handle transaction, long botId, long chatId, Duration wait) {
    Moment moment = lock(transaction, botId, chatId);
    TokenBucket slowed = moment.bucket().slowed(moment.now(), wait);
    put(transaction, botId, Map.of(chatId, slowed), moment.now());
  }

  /// Forgets what is as usual again.
  static int prune(Handle handle) {
    return handle.execute("DELETE FROM outgoing_pace WHERE usual_at < clock_timestamp()");
  }
}
