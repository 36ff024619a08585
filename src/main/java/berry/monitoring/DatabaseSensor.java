package berry.monitoring;

import berry.database.Database;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL tells about itself. Its size is asked for once a minute only: that reads the
/// size of each file.
final class DatabaseSensor implements Sensor {

  private static final Duration BETWEEN_SIZES = Duration.ofMinutes(1);

  private final Database database;
  private OptionalLong size = OptionalLong.empty();
  private long sizeAt;
  private DatabaseStatisticsStore.@Nullable Totals before;
  private long beforeAt;

  DatabaseSensor(Database database) {
    this.database = database;
  }

  @Override
  public void read(Readings into) {
    long began = System.nanoTime();
    DatabaseStatisticsStore.Now now =
        database.jdbi().withExtension(DatabaseStatisticsStore.class, DatabaseStatisticsStore::now);
    long ended = System.nanoTime();
    into.put(Metric.DATABASE_ROUND_TRIP, (ended - began) / 1e9);
    into.put(
        Metric.DATABASE_CONNECTIONS_USED,
        (double) now.connections() / Math.max(1, now.maxConnections()));
    into.put(Metric.DATABASE_LONGEST_TRANSACTION, now.longestSeconds());
    totals(into, ended);
    if (size.isEmpty() || ended - sizeAt > BETWEEN_SIZES.toNanos()) {
      size =
          OptionalLong.of(
              database
                  .jdbi()
                  .withExtension(DatabaseStatisticsStore.class, DatabaseStatisticsStore::size));
      sizeAt = ended;
    }
    into.put(Metric.DATABASE_SIZE, (double) size.getAsLong());
  }

  /// What PostgreSQL counts up, as it changed since the last time.
  private void totals(Readings into, long at) {
    DatabaseStatisticsStore.Totals now =
        database
            .jdbi()
            .withExtension(DatabaseStatisticsStore.class, DatabaseStatisticsStore::totals);
    DatabaseStatisticsStore.Totals last = before;
    if (last != null && at > beforeAt && now.read() >= last.read() && now.hit() >= last.hit()) {
      long hit = now.hit() - last.hit();
      long all = hit + now.read() - last.read();
      if (all > 0) {
        into.put(Metric.DATABASE_CACHE_HIT, (double) hit / all);
      }
      into.put(
          Metric.DATABASE_DEADLOCKS,
          Math.max(0, now.deadlocks() - last.deadlocks()) * 60e9 / (at - beforeAt));
    }
    before = now;
    beforeAt = at;
  }
}
