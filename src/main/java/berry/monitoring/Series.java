package berry.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One figure over time, as charts and programs want it.
///
/// @param replica whose; null for all together
/// @param values one for each step; null where nobody read it
public record Series(Metric metric, @Nullable String replica, List<@Nullable Double> values) {

  /// More nobody tells apart.
  private static final int MOST_LINES = 24;

  /// Several figures over one stretch of time.
  ///
  /// @param from when the first step begins
  public record Chart(Instant from, Instant to, Duration step, List<Series> series) {

    public int steps() {
      return (int) Duration.between(from, to).dividedBy(step);
    }
  }

  /// @param each one for each of the newest replicas, rather than one for all
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
    Map<String, NavigableMap<Integer, List<Readings>>> byReplica = new TreeMap<>();
    for (MetricHistory.Point point : points) {
      long place =
          Math.floorDiv(Duration.between(from, point.readings().at()).toMillis(), step.toMillis());
      if (place >= 0 && place < steps) {
        byReplica
            .computeIfAbsent(point.replica(), _ -> new TreeMap<>())
            .computeIfAbsent((int) place, _ -> new ArrayList<>(2))
            .add(point.readings());
      }
    }
    Set<String> shown = each ? newest(byReplica) : Set.of();
    List<Series> all = new ArrayList<>();
    for (Metric metric : metrics) {
      if (each) {
        for (String name : shown) {
          all.add(
              new Series(
                  metric,
                  name,
                  values(metric, steps, List.of(Objects.requireNonNull(byReplica.get(name))))));
        }
      } else {
        all.add(new Series(metric, null, values(metric, steps, byReplica.values())));
      }
    }
    return new Chart(from, to, step, all);
  }

  /// When the step began in which that moment lies.
  static Instant begin(Instant at, Duration step) {
    long seconds = at.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
  }

  /// Those that were there last. A process in a new container has a new name, and one that can't
  /// stay up a thousand of them.
  private static Set<String> newest(Map<String, NavigableMap<Integer, List<Readings>>> byReplica) {
    return byReplica.entrySet().stream()
        .sorted(Comparator.comparingInt(one -> -one.getValue().lastKey()))
        .limit(MOST_LINES)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// One for each step, of those replicas together; only where somebody was is anything done.
  private static List<@Nullable Double> values(
      Metric metric, int steps, Collection<NavigableMap<Integer, List<Readings>>> replicas) {
    List<@Nullable Double> values = new ArrayList<>(steps);
    for (int n = 0; n < steps; n++) {
      values.add(null);
    }
    for (NavigableMap<Integer, List<Readings>> cells : replicas) {
      cells.forEach((place, cell) -> {
        OptionalDouble value = Rollups.of(metric, cell, 0);
        if (value.isPresent()) {
          values.set(place, metric.across().both(values.get(place), value.getAsDouble()));
        }
      });
    }
    return values;
  }
}
