package berry.outbox;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Puts rows into `outgoing`.
interface OutboxStore {

  /// Lets nobody else queue for this chat until the end of the transaction. An id is given before
  /// its row can be seen: without this, of two who write to a chat at once the later id may be
  /// seen, and sent, first.
  @SqlUpdate("SELECT pg_advisory_xact_lock(hashtext('berry.outgoing'), hashint8(:chatId))")
  void stand(long chatId);

  /// A chat known to have become a supergroup is written to there.
  ///
  /// @return null when the key was used before
  @SqlQuery(
      """
      INSERT INTO outgoing (
        bot_id, chat_id, method, body, key, closes, staff_id, target, message_id)
      VALUES (
        :botId,
        coalesce((SELECT migrated_to FROM chat WHERE id = :chatId), :chatId),
        :method,
        :body::jsonb,
        :key,
        :closes,
        :staffId,
        :target,
        :messageId)
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
      @Nullable Long staffId,
      @Nullable Long target,
      @Nullable Long messageId);

  @SqlQuery("SELECT id FROM outgoing WHERE key = :key")
  long idOf(@Nullable String key);

  @SqlQuery("SELECT id FROM outgoing WHERE key = :key")
  Optional<Long> under(String key);

  @SqlQuery(
      """
      SELECT staff_id, created_at AS at
      FROM outgoing
      WHERE chat_id = :chatId
        AND staff_id <> :staffId
        AND method LIKE 'send%'
        AND method <> 'sendChatAction'
        AND state NOT IN ('failed', 'cancelled')
        AND id > :outgoingId
        AND created_at > :at
        AND (message_id IS NULL OR message_id > :messageId)
      ORDER BY id DESC
      LIMIT 1
      """)
  @RegisterConstructorMapper(Outbox.Given.class)
  Optional<Outbox.Given> newerOfOthers(long chatId, long staffId, @BindMethods Outbox.Seen seen);

  /// @return whether it had failed or its end was not known
  @SqlUpdate(
      """
      UPDATE outgoing
      SET state = 'queued',
        reason = NULL,
        attempts = 0,
        chat_id = coalesce(
          (SELECT migrated_to FROM chat WHERE chat.id = outgoing.chat_id),
          outgoing.chat_id),
        created_at = clock_timestamp(),
        not_before = clock_timestamp()
      WHERE id = :id
        AND state IN ('failed', 'unknown')
      """)
  boolean retry(long id);

  @SqlQuery("SELECT chat_id FROM outgoing WHERE id = :id")
  @Nullable Long chatOf(long id);

  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT
        FROM outgoing
        WHERE chat_id = :chatId
          AND state IN ('queued', 'sending')
          AND method IN ('editMessageText', 'editMessageCaption', 'editMessageMedia')
          AND (target = :outgoingId OR message_id = :messageId)
      )
      """)
  boolean changing(long chatId, @Nullable Long outgoingId, @Nullable Long messageId);

  /// Removes what ended before that, a portion at a time.
  ///
  /// @param after id to begin behind
  /// @return the last id looked at; null when there are no more
  @SqlQuery(
      """
      WITH portion AS (
        SELECT id, state, created_at
        FROM outgoing
        WHERE id > :after
        ORDER BY id
        LIMIT :limit
      ),
      removed AS (
        DELETE FROM outgoing
        USING portion
        WHERE outgoing.id = portion.id
          AND outgoing.state NOT IN ('queued', 'sending')
          AND outgoing.created_at < :before
        RETURNING outgoing.id
      )
      SELECT max(id)
      FROM portion
      WHERE EXISTS (SELECT FROM portion WHERE created_at < :before)
      """)
  @Nullable Long prune(long after, int limit, Instant before);
}
