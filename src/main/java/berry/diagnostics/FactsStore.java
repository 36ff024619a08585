package berry.diagnostics;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// One row of figures out of many tables.
@RegisterConstructorMapper(Facts.class)
interface FactsStore {

  @SqlQuery(
      """
      SELECT
        (SELECT value->>'username' FROM setting WHERE name = 'bot') AS bot,
        coalesce(
          (SELECT (value->>'sandbox')::boolean FROM setting WHERE name = 'bot'),
          false) AS sandbox,
        (SELECT person_id FROM staff WHERE role = 'owner') AS owner,
        (SELECT count(*) FROM person WHERE NOT is_bot) AS people,
        coalesce(
          (SELECT sum(value)::bigint FROM activity WHERE metric = 'received'),
          0) AS received,
        (SELECT max(last_seen_at) FROM chat) AS newest,
        (SELECT count(*) FROM chat WHERE waiting_since IS NOT NULL) AS waiting,
        (SELECT count(*) FROM incoming WHERE state = 'quarantined') AS quarantined,
        (SELECT count(*) FROM outgoing WHERE state IN ('queued', 'sending')) AS queued,
        (SELECT coalesce(sum(gap), 0)::bigint
          FROM (
            SELECT update_id - lag(update_id) OVER (ORDER BY update_id) - 1 AS gap
            FROM update_seen
            WHERE seen_at > clock_timestamp() - interval '24 h'
          ) AS between_neighbours
          -- a greater one is a new beginning of Telegram's ids after a quiet week
          WHERE gap BETWEEN 1 AND 10000) AS unseen,
        (
          SELECT min(created_at)
          FROM outgoing
          WHERE state IN ('queued', 'sending')
        ) AS oldest_queued,
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
        ) AS unknown,
        coalesce(
          (
            SELECT sum(value)::bigint
            FROM activity
            WHERE metric = 'slow_down'
              AND bucket > clock_timestamp() - interval '75 min'
          ),
          0) AS slowed_down,
        pg_database_size(current_database()) AS bytes
      """)
  Facts facts();
}
