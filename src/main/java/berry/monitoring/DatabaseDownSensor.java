package berry.monitoring;

import berry.database.Address;
import berry.database.Database;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Since when the database answers no more. Waits for nobody: it looks at when another sensor was
/// last answered.
///
/// That sensor waits in the line for a connection like everybody. When it gets none, a connection
/// past the pool shows whether the database is away or the pool is busy.
final class DatabaseDownSensor implements Sensor {

  /// Two readings: one answer may be late.
  private static final Duration PATIENCE = Duration.ofSeconds(11);

  private static final Duration SECOND_OPINION = Duration.ofSeconds(3);

  private final Database database;
  private final Address direct;
  private final DatabaseSensor everyday;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile long reachedAt = System.nanoTime();

  DatabaseDownSensor(Database database, Address direct, DatabaseSensor everyday) {
    this.database = database;
    this.direct = direct;
    this.everyday = everyday;
  }

  @Override
  public void read(Readings into) {
    into.put(Metric.DATABASE_POOL_WAITING, database.waiting());
    long now = System.nanoTime();
    long last = Math.max(everyday.answeredAt(), reachedAt);
    boolean away = now - last > PATIENCE.toNanos();
    into.put(Metric.DATABASE_DOWN, away ? (now - last) / 1e9 : 0);
    if (now - everyday.answeredAt() > PATIENCE.toNanos() / 2 && asking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("sensor-second-opinion").start(this::ask);
    }
  }

  private void ask() {
    try {
      if (direct.answers(SECOND_OPINION)) {
        reachedAt = System.nanoTime();
      }
    } finally {
      asking.set(false);
    }
  }
}
