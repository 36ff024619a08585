package berry.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The newest reading of this process as gauges for `GET /metrics`. What could not be read is not
/// there: zero would be a lie, and `NaN` would keep a rule from telling that the figure is absent.
public final class MetricExposition {

  /// Their parts show these under the same name already, as they are at the moment of the reading.
  static final Set<Metric> SHOWN_ELSEWHERE =
      EnumSet.of(Metric.OUTBOX_QUEUED, Metric.OUTBOX_OLDEST, Metric.LIVE_VIEWERS);

  /// A sampler that has stood still that long tells nothing about now.
  private static final Duration FRESH = Sampler.PERIOD.multipliedBy(6);

  private final Clock clock;
  private volatile @Nullable Readings newest;

  /// @param sampler whose readings are shown as they come
  public MetricExposition(Metrics metrics, Sampler sampler, Clock clock) {
    this.clock = clock;
    for (Metric metric : Metric.values()) {
      if (!SHOWN_ELSEWHERE.contains(metric)) {
        metrics.gauges(name(metric), MetricTexts.of(metric), () -> now(metric));
      }
    }
    sampler.listen(readings -> newest = readings);
  }

  /// As Prometheus wants names: `berry_cpu_used_ratio` of `cpu.used`.
  public static String name(Metric metric) {
    String words = metric.id().replace('.', '_').replaceAll("(?=[A-Z])", "_");
    String name = "berry_" + words.toLowerCase(Locale.ROOT);
    return switch (metric.unit()) {
      case SHARE -> ending(name.replaceFirst("_share$", ""), "_ratio");
      case SECONDS -> ending(name, "_seconds");
      case BYTES -> ending(name, "_bytes");
      case PER_MINUTE -> ending(name, "_per_minute");
      case COUNT -> name;
    };
  }

  private static String ending(String name, String unit) {
    return name.endsWith(unit) ? name : name + unit;
  }

  private List<Metrics.Sample> now(Metric metric) {
    Readings last = newest;
    if (last == null || last.at().plus(FRESH).isBefore(clock.instant())) {
      return List.of();
    }
    OptionalDouble value = last.get(metric);
    return value.isEmpty() ? List.of() : List.of(Metrics.Sample.of(decimal(value.getAsDouble())));
  }

  /// 0.8 as a float is a little more than 0.8: shown so, it would be over a threshold that it only
  /// touches.
  private static double decimal(double value) {
    return Double.parseDouble(Float.toString((float) value));
  }
}
