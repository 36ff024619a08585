package berry.monitoring;

import java.time.Duration;
import java.util.List;

/// Berry's default alert rules as far as Prometheus can judge them.
///
/// The one place to ask the alerts themselves for them once they are here.
final class DefaultRules {

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final double HOUR = 3_600;
  private static final double DAY = 24 * HOUR;
  private static final Duration FIVE = Duration.ofMinutes(5);

  /// @param above whether it fires above the threshold, not below
  /// @param requests of which at least 20 in five minutes must be there; none: not asked
  record Default(
      String key,
      Metric metric,
      boolean above,
      double threshold,
      Duration after,
      int severity,
      List<Metric> requests) {

    /// A value that is hardly over it.
    double beyond() {
      return threshold + (above ? 1 : -1) * Math.max(0.001, threshold / 1000);
    }
  }

  private DefaultRules() {}

  static List<Default> all() {
    return List.of(
        above("cpu", Metric.CPU_USED, 0.8, FIVE, 2),
        above("memory", Metric.MEMORY_USED, 0.8, FIVE, 2),
        above("disk", Metric.DISK_USED, 0.8, FIVE, 2),
        new Default(
            "disk-forecast",
            Metric.DISK_FULL_IN,
            false,
            3 * DAY,
            Duration.ofMinutes(30),
            2,
            List.of()),
        above(
            "response-time-webhook",
            Metric.RESPONSE_WEBHOOK_P95,
            1,
            FIVE,
            2,
            Metric.RESPONSE_WEBHOOK_COUNT),
        above("response-time-api", Metric.RESPONSE_API_P95, 1, FIVE, 2, Metric.RESPONSE_API_COUNT),
        above("error-rate", Metric.ERRORS_SHARE, 0.01, FIVE, 2, Metric.REQUESTS_PER_MINUTE),
        above("intake-stalled", Metric.INTAKE_STALLED, 60, AT_ONCE, 1),
        above("database-down", Metric.DATABASE_DOWN, 20, AT_ONCE, 1),
        above("database-connections", Metric.DATABASE_CONNECTIONS_USED, 0.8, FIVE, 2),
        above("webhook-broken", Metric.WEBHOOK_BROKEN, 0, FIVE, 1),
        above("backup-unproved", Metric.BACKUP_PROVED_AGE, 26 * HOUR, AT_ONCE, 2),
        above("replica-silent", Metric.REPLICA_SILENT, 60, AT_ONCE, 2));
  }

  private static Default above(
      String key,
      Metric metric,
      double threshold,
      Duration after,
      int severity,
      Metric... requests) {
    return new Default(key, metric, true, threshold, after, severity, List.of(requests));
  }
}
