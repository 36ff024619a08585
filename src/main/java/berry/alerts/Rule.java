package berry.alerts;

import berry.monitoring.Metric;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a figure of Berry's is bad, and from when on it is good again.
///
/// @param key also the name of its runbook
/// @param above whether more than the threshold is bad, or less
/// @param threshold in the metric's unit
/// @param clear between the two nothing changes
/// @param lasts how long the threshold must be crossed
/// @param severity 1 (worst) to 3
/// @param off whether it is never judged
/// @param traffic requests a minute, of which there must be enough to tell; null: no matter
/// @param source `default`, or the file that changed it
public record Rule(
    String key,
    Metric metric,
    boolean above,
    double threshold,
    double clear,
    Duration lasts,
    int severity,
    boolean off,
    @Nullable Metric traffic,
    String source) {

  private static final Duration CLEAR_LEAST = Duration.ofMinutes(1);
  private static final Duration CLEAR_MOST = Duration.ofMinutes(5);

  /// How long all must be well before it is over.
  public Duration clearLasts() {
    Duration least = lasts.compareTo(CLEAR_LEAST) < 0 ? CLEAR_LEAST : lasts;
    return least.compareTo(CLEAR_MOST) > 0 ? CLEAR_MOST : least;
  }

  /// Whether the value is on the bad side of the threshold.
  boolean crossed(double value) {
    return above ? value > threshold : value < threshold;
  }

  /// Whether all is well again, for one that was bad. The limit itself counts: no share is below 0%
  /// or above 100%.
  boolean cleared(double value) {
    return above ? value <= clear : value >= clear;
  }

  /// Whether the first is worse than the second.
  boolean worse(double first, double second) {
    return above ? first > second : first < second;
  }
}
