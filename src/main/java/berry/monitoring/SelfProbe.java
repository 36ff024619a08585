package berry.monitoring;

import java.util.OptionalDouble;

/// Whether Berry can do its work: the database answers and updates come. Read after all others, of
/// which it is made.
final class SelfProbe implements Sensor {

  @Override
  public void read(Readings into) {
    OptionalDouble away = into.get(Metric.DATABASE_DOWN);
    if (away.isEmpty()) {
      return;
    }
    boolean good =
        away.getAsDouble() == 0 && into.get(Metric.INTAKE_STALLED).orElse(0) < TOLERATED_SECONDS;
    into.put(Metric.SELF_GOOD, good ? 1 : 0);
  }

  /// A call to Telegram that fails once is repeated, and nobody notices.
  private static final int TOLERATED_SECONDS = 30;
}
