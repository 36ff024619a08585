package berry.outbox;

import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Puts rows into `outgoing`.
interface OutboxStore {

  /// A chat known to have become a supergroup is written to there.
  ///
  /// @return null when the key was used before
  @SqlQuery(
      """
      INSERT INTO outgoing (bot_id, chat_id, method, body, key, closes, staff_id)
      VALUES (
        :botId,
        coalesce((SELECT migrated_to FROM chat WHERE id = :chatId), :chatId),
        :method,
        :body::jsonb,
        :key,
        :closes,
        :staffId)
      ON CONFLICT (key) DO NOTHING
      RETURNING id
      """)
  @Nullable Long add(
      long botId,
      @Nullable Long chatId,
      String method,
      String body,
      @Nullable String key,
      boolean closes,
      @Nullable Long staffId);

  @SqlQuery("SELECT id FROM outgoing WHERE key = :key")
  long idOf(@Nullable String key);

  @SqlQuery("SELECT count(*) FROM outgoing WHERE state IN ('queued', 'sending')")
  long waiting();
}
