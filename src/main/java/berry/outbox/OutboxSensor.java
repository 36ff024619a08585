package berry.outbox;

import berry.database.Database;
import berry.monitoring.Metric;
import berry.monitoring.Readings;
import berry.monitoring.Sensor;
import java.util.function.LongSupplier;

/// What waits to be sent, and how often Telegram asks this process to be slower.
public final class OutboxSensor implements Sensor {

  private final Database database;
  private final LongSupplier slowedDown;
  private long before;
  private long beforeAt = System.nanoTime();

  /// @param slowedDown counted up
  OutboxSensor(Database database, LongSupplier slowedDown) {
    this.database = database;
    this.slowedDown = slowedDown;
  }

  /// Of a process that sends nothing.
  public OutboxSensor(Database database) {
    this(database, () -> 0);
  }

  @Override
  public void read(Readings into) {
    long count = slowedDown.getAsLong();
    long at = System.nanoTime();
    if (at > beforeAt) {
      into.put(Metric.OUTBOX_LIMITED, (count - before) * 60e9 / (at - beforeAt));
    }
    before = count;
    beforeAt = at;
    OutboxStatus status = OutboxStatus.read(database);
    into.put(Metric.OUTBOX_QUEUED, status.queued())
        .put(Metric.OUTBOX_OLDEST, status.oldestSeconds());
  }
}
