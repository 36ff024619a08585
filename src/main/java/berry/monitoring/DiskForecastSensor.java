package berry.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// When this replica's disk will be full, by its last day. Asked of the history every five minutes.
final class DiskForecastSensor implements Sensor {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration BETWEEN = Duration.ofMinutes(5);

  /// Farther away than this it is no forecast but a guess.
  private static final double FARTHEST = Duration.ofDays(365).toSeconds();

  private final MetricHistory history;
  private final String replica;
  private final Clock clock;
  private OptionalDouble fullIn = OptionalDouble.empty();
  private Instant askedAt = Instant.MIN;

  DiskForecastSensor(MetricHistory history, String replica, Clock clock) {
    this.history = history;
    this.replica = replica;
    this.clock = clock;
  }

  @Override
  public void read(Readings into) {
    Instant now = clock.instant();
    if (askedAt.equals(Instant.MIN) || askedAt.plus(BETWEEN).isBefore(now)) {
      askedAt = now;
      fullIn = Forecast.of(points(now)).map(one -> one.until(1)).orElse(OptionalDouble.empty());
    }
    fullIn.ifPresent(seconds -> {
      if (seconds < FARTHEST) {
        into.put(Metric.DISK_FULL_IN, seconds);
      }
    });
  }

  private List<Forecast.Point> points(Instant now) {
    return history.of(replica, DAY, now).stream()
        .filter(one -> one.get(Metric.DISK_USED).isPresent())
        .map(one -> new Forecast.Point(one.at(), one.get(Metric.DISK_USED).getAsDouble()))
        .toList();
  }
}
