package berry.outbox;

import berry.database.Database;
import berry.monitoring.Metrics;
import java.time.Duration;

/// The state of the outbox among the figures of this process. For one thread.
final class OutboxGauges {

  private static final Duration FRESH = Duration.ofSeconds(15);

  private final Database database;
  private volatile OutboxStatus last = OutboxStatus.NOTHING;
  private long readAt = System.nanoTime() - FRESH.toNanos();

  OutboxGauges(Database database, Metrics metrics) {
    this.database = database;
    metrics.gauge("berry.outbox.queued", () -> last.queued());
    metrics.gauge("berry.outbox.oldest.seconds", () -> last.oldestSeconds());
    metrics.gauge("berry.outbox.failed", () -> last.failed());
    metrics.gauge("berry.outbox.unknown", () -> last.unknown());
  }

  /// Reads the table anew, now and then.
  void refresh() {
    if (System.nanoTime() - readAt > FRESH.toNanos()) {
      last = OutboxStatus.read(database);
      readAt = System.nanoTime();
    }
  }
}
