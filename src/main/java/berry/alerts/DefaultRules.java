package berry.alerts;

import berry.monitoring.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is watched without a word from anybody.
final class DefaultRules {

  /// The cause of which others are only the effects: while it fires, they are not told.
  static final String CAUSE = "database-down";

  /// What can't be well while the database is away, or can't be known.
  static final Set<String> EFFECTS =
      Set.of(
          "intake-stalled",
          "webhook-broken",
          "response-time-webhook",
          "response-time-api",
          "error-rate",
          "database-connections",
          "backup-unproved",
          "replica-silent");

  /// A share of few requests says nothing.
  static final Map<Metric, Metric> TRAFFIC =
      Map.of(
          Metric.RESPONSE_WEBHOOK_P95, Metric.RESPONSE_WEBHOOK_COUNT,
          Metric.RESPONSE_API_P95, Metric.RESPONSE_API_COUNT,
          Metric.ERRORS_SHARE, Metric.REQUESTS_PER_MINUTE);

  private static final Duration MOMENT = Duration.ZERO;
  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final double HOUR = Duration.ofHours(1).toSeconds();

  static final List<Rule> ALL =
      List.of(
          above("cpu", Metric.CPU_USED, 0.80, 0.75, MINUTES, 2),
          above("memory", Metric.MEMORY_USED, 0.80, 0.75, MINUTES, 2),
          above("disk", Metric.DISK_USED, 0.80, 0.75, MINUTES, 2),
          new Rule(
              "disk-forecast",
              Metric.DISK_FULL_IN,
              false,
              3 * DAY,
              4 * DAY,
              Duration.ofMinutes(30),
              2,
              false,
              null,
              "default"),
          above("response-time-webhook", Metric.RESPONSE_WEBHOOK_P95, 1, 0.8, MINUTES, 2),
          above("response-time-api", Metric.RESPONSE_API_P95, 1, 0.8, MINUTES, 2),
          above("error-rate", Metric.ERRORS_SHARE, 0.01, 0.005, MINUTES, 2),
          above("intake-stalled", Metric.INTAKE_STALLED, 60, 60, MOMENT, 1),
          above("database-down", Metric.DATABASE_DOWN, 20, 20, MOMENT, 1),
          above("database-connections", Metric.DATABASE_CONNECTIONS_USED, 0.80, 0.75, MINUTES, 2),
          above("webhook-broken", Metric.WEBHOOK_BROKEN, 0, 0, MINUTES, 1),
          above("backup-unproved", Metric.BACKUP_PROVED_AGE, 26 * HOUR, 26 * HOUR, MOMENT, 2),
          above("replica-silent", Metric.REPLICA_SILENT, 60, 60, MOMENT, 2));

  private DefaultRules() {}

  static @Nullable Metric traffic(Metric metric) {
    return TRAFFIC.get(metric);
  }

  /// Whether the figure is absent while all is well: a disk that does not fill up is full never.
  static boolean absentIsWell(Metric metric) {
    return metric == Metric.DISK_FULL_IN;
  }

  private static Rule above(
      String key, Metric metric, double threshold, double clear, Duration lasts, int severity) {
    return new Rule(
        key, metric, true, threshold, clear, lasts, severity, false, traffic(metric), "default");
  }
}
