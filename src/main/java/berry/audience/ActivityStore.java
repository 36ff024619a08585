package berry.audience;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Sums of `activity`.
@RegisterConstructorMapper(ActivityStore.Total.class)
interface ActivityStore {

  /// @param since the first quarter of an hour with one
  record Total(String metric, long value, Instant since) {}

  @SqlQuery(
      """
      SELECT metric, sum(value)::bigint AS value, min(bucket) AS since
      FROM activity
      WHERE metric = ANY (:metrics)
        AND bucket >= :from
        AND bucket < :to
      GROUP BY metric
      """)
  List<Total> between(String[] metrics, Instant from, Instant to);

  @SqlQuery(
      """
      SELECT coalesce(sum(value), 0)::bigint
      FROM activity
      WHERE metric = :metric
        AND bucket > clock_timestamp() - :seconds * interval '1 second'
      """)
  long last(String metric, long seconds);
}
