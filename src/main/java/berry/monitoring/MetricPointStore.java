package berry.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `metric_point` table: a ring for each tier and replica. A place is written over when its
/// time has come round, so the table has its full size after a while and never grows.
interface MetricPointStore {

  /// A late writer never puts an older step over a newer one.
  @SqlUpdate(
      """
      INSERT INTO metric_point AS known (tier, replica, slot, at, figures)
      VALUES (:tier, :replica, :slot, :at, :figures)
      ON CONFLICT (tier, replica, slot) DO UPDATE
      SET at = excluded.at, figures = excluded.figures
      WHERE known.at <= excluded.at
      """)
  void put(int tier, String replica, int slot, Instant at, @Nullable Float[] figures);

  @SqlQuery(
      """
      SELECT at, figures
      FROM metric_point
      WHERE tier = :tier
        AND replica = :replica
        AND at >= :from
        AND at < :to
      ORDER BY at
      """)
  @RegisterRowMapper(Point.class)
  List<Readings> between(int tier, String replica, Instant from, Instant to);

  @SqlQuery(
      """
      SELECT DISTINCT replica
      FROM metric_point
      WHERE tier = :tier
        AND at >= :from
      ORDER BY replica
      """)
  List<String> replicas(int tier, Instant from);

  /// What no ring writes over any more: of replicas that are gone.
  @SqlUpdate("DELETE FROM metric_point WHERE tier = :tier AND at < :before")
  int forget(int tier, Instant before);

  /// One row as it was stored.
  final class Point implements RowMapper<Readings> {
    @Override
    public Readings map(ResultSet row, StatementContext context) throws SQLException {
      return Readings.stored(
          row.getTimestamp("at").toInstant(),
          (@Nullable Float[]) row.getArray("figures").getArray());
    }
  }
}
