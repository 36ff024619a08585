package berry.monitoring;

import berry.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL tells about itself. Its size is asked for once a minute only: that reads the
/// size of each file.
final class DatabaseSensor implements Sensor {

  private static final Duration BETWEEN_SIZES = Duration.ofMinutes(1);

  private final Database database;
  private final Clock clock;
  private OptionalDouble size = OptionalDouble.empty();
  private OptionalDouble log = OptionalDouble.empty();
  private long sizeAt;
  private DatabaseStatisticsStore.@Nullable Totals before;
  private long beforeAt;
  private volatile long answeredAt = System.nanoTime();

  DatabaseSensor(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// When it answered last, in nanoseconds of the process; from any thread.
  long answeredAt() {
    return answeredAt;
  }

  @Override
  public void read(Readings into) {
    long began = System.nanoTime();
    DatabaseStatisticsStore.Now now =
        database.jdbi().withExtension(DatabaseStatisticsStore.class, DatabaseStatisticsStore::now);
    long ended = System.nanoTime();
    answeredAt = ended;
    double roundTrip = (ended - began) / 1e9;
    into.put(Metric.DATABASE_ROUND_TRIP, roundTrip);
    // Its clock was read somewhere between the question and the answer.
    double difference = Math.abs(clock.millis() / 1e3 - now.clock());
    into.put(Metric.CLOCK_SKEW, Math.max(0, difference - roundTrip));
    into.put(
        Metric.DATABASE_CONNECTIONS_USED,
        (double) now.connections() / Math.max(1, now.maxConnections()));
    into.put(Metric.DATABASE_LONGEST_TRANSACTION, now.longestSeconds());
    totals(into, ended);
    if (size.isEmpty() || ended - sizeAt > BETWEEN_SIZES.toNanos()) {
      size = OptionalDouble.of(ask(DatabaseStatisticsStore::size));
      log =
          ask(DatabaseStatisticsStore::seesLog)
              ? OptionalDouble.of(ask(DatabaseStatisticsStore::log))
              : OptionalDouble.empty();
      sizeAt = ended;
    }
    into.put(Metric.DATABASE_SIZE, size.getAsDouble());
    log.ifPresent(bytes -> into.put(Metric.DATABASE_WAL, bytes));
  }

  private <T> T ask(Function<DatabaseStatisticsStore, T> question) {
    return database.jdbi().withExtension(DatabaseStatisticsStore.class, question::apply);
  }

  /// What PostgreSQL counts up, as it changed since the last time.
  private void totals(Readings into, long at) {
    DatabaseStatisticsStore.Totals now = ask(DatabaseStatisticsStore::totals);
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
