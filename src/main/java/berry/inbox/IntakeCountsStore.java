package berry.inbox;

import java.time.Instant;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Sums of `activity`.
interface IntakeCountsStore {

  @SqlQuery(
      """
      SELECT
        coalesce(sum(value) FILTER (WHERE metric = 'received'), 0)::bigint AS received,
        coalesce(sum(value) FILTER (WHERE metric = 'stored'), 0)::bigint AS stored,
        coalesce(sum(value) FILTER (WHERE metric = 'repeated'), 0)::bigint AS repeated,
        coalesce(sum(value) FILTER (WHERE metric = 'quarantined'), 0)::bigint AS quarantined,
        min(bucket) AS since
      FROM activity
      WHERE metric IN ('received', 'stored', 'repeated', 'quarantined')
        AND bucket >= :from
        AND bucket < :to
      """)
  @RegisterConstructorMapper(IntakeCounts.class)
  IntakeCounts between(Instant from, Instant to);
}
