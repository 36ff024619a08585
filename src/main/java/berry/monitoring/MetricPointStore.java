package berry.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `metric_point` table: a ring for each tier and replica. A place is written over when its
/// time has come round, so the table has its full size after a while and never grows.
interface MetricPointStore {

  /// A late writer never puts an older step over a newer one.
  @SqlUpdate(
      """
      INSERT INTO metric_point AS known (tier, slot, replica, at, figures)
      VALUES (:tier, :slot, :replica, :at, :figures)
      ON CONFLICT (tier, slot, replica) DO UPDATE
      SET at = excluded.at, figures = excluded.figures
      WHERE known.at <= excluded.at
      """)
  void put(int tier, int slot, String replica, Instant at, @Nullable Float[] figures);

  /// The places of a stretch of the ring are one range, or two where it begins anew.
  ///
  /// @param replica null for all
  @SqlQuery(
      """
      SELECT replica, at, figures
      FROM metric_point
      WHERE tier = :tier
        AND (slot BETWEEN :first AND :last OR slot BETWEEN 0 AND :wrapped)
        AND (:replica::text IS NULL OR replica = :replica)
        AND at >= :from
        AND at < :to
      ORDER BY at
      """)
  @RegisterRowMapper(Row.class)
  List<MetricHistory.Point> between(@BindMethods Stretch stretch, @Nullable String replica);

  @SqlQuery(
      """
      SELECT DISTINCT replica
      FROM metric_point
      WHERE tier = :tier
        AND (slot BETWEEN :first AND :last OR slot BETWEEN 0 AND :wrapped)
        AND at >= :from
      ORDER BY replica
      """)
  List<String> replicas(@BindMethods Stretch stretch);

  /// How good each step was, for the best replica.
  ///
  /// @param place of the metric in the array, from 1
  @SqlQuery(
      """
      SELECT at, max(figures[:place]) AS value
      FROM metric_point
      WHERE tier = :tier
        AND (slot BETWEEN :first AND :last OR slot BETWEEN 0 AND :wrapped)
        AND at >= :from
        AND at < :to
        AND figures[:place] IS NOT NULL
      GROUP BY at
      ORDER BY at
      """)
  @RegisterConstructorMapper(Forecast.Point.class)
  List<Forecast.Point> most(@BindMethods Stretch stretch, int place);

  @SqlQuery("SELECT min(at) FROM metric_point")
  @Nullable Instant first();

  /// What no ring writes over any more: of replicas that are gone.
  @SqlUpdate("DELETE FROM metric_point WHERE tier = :tier AND at < :before")
  int forget(int tier, Instant before);

  /// A part of a tier's ring.
  ///
  /// @param wrapped -1 when it is in one piece
  record Stretch(int tier, int first, int last, int wrapped, Instant from, Instant to) {

    static Stretch of(Tier tier, Instant from, Instant to) {
      int places = tier.places();
      if (Duration.between(from, to).dividedBy(tier.step()) >= places - 1L) {
        return new Stretch(tier.number(), 0, places, -1, from, to);
      }
      int first = tier.slot(tier.begin(from));
      int last = tier.slot(tier.begin(to));
      return first <= last
          ? new Stretch(tier.number(), first, last, -1, from, to)
          : new Stretch(tier.number(), first, places, last, from, to);
    }
  }

  /// One row as it was stored.
  final class Row implements RowMapper<MetricHistory.Point> {
    @Override
    public MetricHistory.Point map(ResultSet row, StatementContext context) throws SQLException {
      return new MetricHistory.Point(
          row.getString("replica"),
          Readings.stored(
              row.getTimestamp("at").toInstant(),
              (@Nullable Float[]) row.getArray("figures").getArray()));
    }
  }
}
