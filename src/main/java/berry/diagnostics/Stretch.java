package berry.diagnostics;

import berry.monitoring.Metric;
import berry.monitoring.MetricHistory;
import berry.monitoring.Readings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// How Berry was for a while, of all replicas together.
///
/// @param readings how often anything was read; none means that nobody ran
/// @param errors of all answers, those that failed by our own fault, 0 to 1
/// @param webhook the 95th percentile of answers to Telegram, in seconds
/// @param api the same of the dashboard's
/// @param good how much of the time Berry found itself able to work, 0 to 1
/// @param broken for how long Telegram's deliveries failed in the end, in seconds
/// @param ready how many of our own questions were answered with "ready", 0 to 1; empty: not asked
/// @param restarts how many processes began anew meanwhile
record Stretch(
    int readings,
    OptionalDouble errors,
    OptionalDouble webhook,
    OptionalDouble api,
    OptionalDouble good,
    OptionalDouble broken,
    OptionalDouble ready,
    int restarts) {

  /// From what is remembered.
  static Stretch of(MetricHistory history, Instant from, Instant to) {
    List<Readings> all = history.minutes(from, to);
    Instant end = to.minus(Duration.ofMinutes(2));
    List<Readings> last = all.stream().filter(one -> !one.at().isBefore(end)).toList();
    return new Stretch(
        all.size(),
        mean(all, Metric.ERRORS_SHARE),
        mean(all, Metric.RESPONSE_WEBHOOK_P95),
        mean(all, Metric.RESPONSE_API_P95),
        mean(all, Metric.SELF_GOOD),
        most(last, Metric.WEBHOOK_BROKEN),
        OptionalDouble.empty(),
        0);
  }

  /// The same with what was seen from outside.
  Stretch seen(OptionalDouble share, int anew) {
    return new Stretch(readings, errors, webhook, api, good, broken, share, anew);
  }

  private static OptionalDouble mean(List<Readings> all, Metric metric) {
    return all.stream()
        .map(one -> one.get(metric))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  private static OptionalDouble most(List<Readings> all, Metric metric) {
    return all.stream()
        .map(one -> one.get(metric))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max();
  }
}
