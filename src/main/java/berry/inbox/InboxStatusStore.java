package berry.inbox;

import java.time.Instant;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Counts what was taken in.
@RegisterConstructorMapper(InboxStatusStore.Aside.class)
@RegisterConstructorMapper(InboxStatusStore.Ids.class)
interface InboxStatusStore {

  /// @param since when the oldest of them came
  record Aside(long count, @Nullable Instant since) {}

  /// @param unseen ids between those seen
  record Ids(long seen, long unseen) {}

  @SqlQuery(
      """
      SELECT count(*) AS count, min(received_at) AS since
      FROM incoming
      WHERE state = 'quarantined'
      """)
  Aside aside();

  /// Of the newest ids, found by the key: a day would cost a look at each row of a week. Where they
  /// begin anew, after a quiet week, is no gap.
  @SqlQuery(
      """
      SELECT
        count(*) AS seen,
        coalesce(sum(skipped) FILTER (WHERE skipped < 10000), 0)::bigint AS unseen
      FROM (
        SELECT update_id - lag(update_id) OVER (ORDER BY update_id) - 1 AS skipped
        FROM (
          SELECT update_id
          FROM update_seen
          WHERE bot_id = (SELECT (value->>'id')::bigint FROM setting WHERE name = 'bot')
            AND update_id >= 0
          ORDER BY update_id DESC
          LIMIT 10000
        ) AS newest
      ) AS gap
      """)
  Ids ids();
}
