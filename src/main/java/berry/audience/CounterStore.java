package berry.audience;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The rows of `activity`, one at a time.
interface CounterStore {

  @SqlUpdate(
      """
      INSERT INTO activity (metric, bucket, value)
      VALUES (
        :metric,
        date_bin('15 minutes', CAST(:at AS timestamptz), '2000-01-01T00:00:00Z'),
        1)
      ON CONFLICT (metric, bucket, shard) DO UPDATE
      SET value = activity.value + 1
      """)
  void count(String metric, Instant at);
}
