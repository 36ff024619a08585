package berry.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One figure over time, as charts and programs want it.
///
/// @param replica whose; null for all together
/// @param values one for each step; null where nobody read it
public record Series(Metric metric, @Nullable String replica, List<@Nullable Double> values) {

  /// Several figures over one stretch of time.
  ///
  /// @param from when the first step begins
  public record Chart(Instant from, Instant to, Duration step, List<Series> series) {

    public int steps() {
      return (int) Duration.between(from, to).dividedBy(step);
    }
  }

  /// @param each one for each replica, rather than one for all
  static Chart chart(
      Span span,
      Instant now,
      List<Metric> metrics,
      List<MetricHistory.Point> points,
      boolean each) {
    Duration step = span.step();
    Instant to = begin(now, step).plus(step);
    int steps = (int) span.length().dividedBy(step);
    Instant from = to.minus(step.multipliedBy(steps));
    Map<String, List<List<Readings>>> byReplica = new TreeMap<>();
    for (MetricHistory.Point point : points) {
      long place =
          Math.floorDiv(Duration.between(from, point.readings().at()).toMillis(), step.toMillis());
      if (place >= 0 && place < steps) {
        byReplica
            .computeIfAbsent(point.replica(), _ -> empty(steps))
            .get((int) place)
            .add(point.readings());
      }
    }
    List<Series> all = new ArrayList<>();
    for (Metric metric : metrics) {
      Map<String, List<@Nullable Double>> own = new LinkedHashMap<>();
      byReplica.forEach((name, cells) -> own.put(name, values(metric, cells)));
      if (each) {
        for (Map.Entry<String, List<@Nullable Double>> one : own.entrySet()) {
          all.add(new Series(metric, one.getKey(), one.getValue()));
        }
      } else {
        all.add(new Series(metric, null, together(metric, steps, own)));
      }
    }
    return new Chart(from, to, step, all);
  }

  /// When the step began in which that moment lies.
  static Instant begin(Instant at, Duration step) {
    long seconds = at.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
  }

  private static List<List<Readings>> empty(int steps) {
    List<List<Readings>> cells = new ArrayList<>(steps);
    for (int n = 0; n < steps; n++) {
      cells.add(new ArrayList<>(2));
    }
    return cells;
  }

  private static List<@Nullable Double> values(Metric metric, List<List<Readings>> cells) {
    List<@Nullable Double> values = new ArrayList<>(cells.size());
    for (List<Readings> cell : cells) {
      OptionalDouble value = Rollups.of(metric, cell, 0);
      values.add(value.isPresent() ? (Double) value.getAsDouble() : null);
    }
    return values;
  }

  private static List<@Nullable Double> together(
      Metric metric, int steps, Map<String, List<@Nullable Double>> replicas) {
    List<@Nullable Double> values = new ArrayList<>(steps);
    for (int n = 0; n < steps; n++) {
      Double whole = null;
      for (Map.Entry<String, List<@Nullable Double>> one : replicas.entrySet()) {
        whole = metric.across().both(whole, one.getValue().get(n));
      }
      values.add(whole);
    }
    return values;
  }
}
