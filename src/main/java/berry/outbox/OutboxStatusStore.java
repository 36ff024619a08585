package berry.outbox;

import berry.audience.Overview.Attention;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Counts the `outgoing` table.
@RegisterConstructorMapper(OutboxStatusStore.Counts.class)
@RegisterConstructorMapper(Attention.class)
interface OutboxStatusStore {

  /// As in [OutboxStatus].
  record Counts(
      long queued,
      @Nullable Instant oldestQueued,
      double oldestSeconds,
      long failed,
      long unknown) {}

  @SqlQuery(
      """
      SELECT
        waiting.queued,
        waiting.oldest AS oldest_queued,
        coalesce(extract(epoch FROM clock_timestamp() - waiting.oldest), 0) AS oldest_seconds,
        (
          SELECT count(*)
          FROM outgoing
          WHERE state = 'failed'
            AND created_at > clock_timestamp() - interval '24 h'
        ) AS failed,
        (
          SELECT count(*)
          FROM outgoing
          WHERE state = 'unknown'
            AND created_at > clock_timestamp() - interval '24 h'
        ) AS unknown
      FROM (
        SELECT count(*) AS queued, min(created_at) AS oldest
        FROM outgoing
        WHERE state IN ('queued', 'sending')
      ) AS waiting
      """)
  Counts counts();

  /// Of what failed only what people would have read: a button that nobody waits for any more needs
  /// no human.
  @SqlQuery(
      """
      SELECT kind, count, since
      FROM (
        SELECT state AS kind, count(*) AS count, min(created_at) AS since
        FROM outgoing
        WHERE state IN ('failed', 'unknown')
          AND created_at > :yesterday
          AND method LIKE 'send%'
          AND method <> 'sendChatAction'
        GROUP BY state
        UNION ALL
        SELECT 'queue', count(*), min(created_at)
        FROM outgoing
        WHERE state IN ('queued', 'sending')
          AND created_at <= :late
      ) AS found
      ORDER BY kind = 'queue', kind
      """)
  List<Attention> attention(Instant late, Instant yesterday);
}
