package berry.diagnostics;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// What the intake left behind.
@RegisterConstructorMapper(InboxStore.Ids.class)
interface InboxStore {

  /// @param unseen ids between those seen
  record Ids(long seen, long unseen) {}

  @SqlQuery("SELECT to_regclass('public.incoming') IS NOT NULL")
  boolean there();

  @SqlQuery("SELECT count(*) FROM incoming WHERE state = 'quarantined'")
  long quarantined();

  /// Of the newest ids. Where they begin anew, after a quiet week, is no gap.
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
