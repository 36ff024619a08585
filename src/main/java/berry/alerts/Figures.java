package berry.alerts;

import berry.monitoring.Metric;
import berry.monitoring.Readings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Makes of the readings of all replicas one sample a rule: the worst counts, and its replica is
/// named. For one thread.
final class Figures {

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final double FEWEST = 20;

  private record Traffic(Instant at, Map<Metric, Double> perMinute) {}

  private final String self;
  private final Deque<Traffic> traffic = new ArrayDeque<>();

  Figures(String self) {
    this.self = self;
  }

  /// @param elsewhere the newest of other replicas, by name
  Map<String, Readings> take(Readings own, Map<String, Readings> elsewhere) {
    Map<String, Readings> all = new LinkedHashMap<>(elsewhere);
    all.put(self, own);
    Map<Metric, Double> now = new LinkedHashMap<>();
    for (Metric metric : DefaultRules.TRAFFIC.values()) {
      double sum = 0;
      for (Readings one : all.values()) {
        sum += one.get(metric).orElse(0);
      }
      now.put(metric, sum);
    }
    traffic.addLast(new Traffic(own.at(), now));
    while (traffic.size() > 61
        || Duration.between(traffic.getFirst().at(), own.at()).compareTo(WINDOW) > 0) {
      traffic.removeFirst();
    }
    return all;
  }

  Sample sample(Rule rule, Map<String, Readings> all, Instant at) {
    Sample sample =
        rule.metric().across() == Metric.Across.SUM
            ? sum(rule.metric(), all, at)
            : worst(rule, all, at);
    boolean known = sample.kind() == Sample.Kind.KNOWN;
    if (known && rule.traffic() != null && tooFew(rule.traffic())) {
      return new Sample(at, Sample.Kind.TOO_FEW, sample.value(), sample.replica());
    }
    if (!known && DefaultRules.absentIsWell(rule.metric()) && watched(all)) {
      return new Sample(at, Sample.Kind.TOO_FEW, null, null);
    }
    // A share or a time of no requests at all is absent, which is no fault of a sensor.
    if (!known && rule.traffic() != null && (tooFew(rule.traffic()) || none(rule.traffic()))) {
      return new Sample(at, Sample.Kind.TOO_FEW, null, null);
    }
    return sample;
  }

  private boolean tooFew(Metric metric) {
    double mean =
        traffic.stream()
            .mapToDouble(one -> one.perMinute().getOrDefault(metric, 0.0))
            .average()
            .orElse(0);
    return mean * WINDOW.toMinutes() < FEWEST;
  }

  private boolean none(Metric metric) {
    Traffic last = traffic.peekLast();
    return last != null && last.perMinute().getOrDefault(metric, 0.0) == 0;
  }

  private static boolean watched(Map<String, Readings> all) {
    return all.values().stream().anyMatch(one -> one.get(Metric.DISK_USED).isPresent());
  }

  private static Sample sum(Metric metric, Map<String, Readings> all, Instant at) {
    double sum = 0;
    boolean any = false;
    for (Readings one : all.values()) {
      OptionalDouble value = one.get(metric);
      if (value.isPresent()) {
        any = true;
        sum += value.getAsDouble();
      }
    }
    return any ? Sample.of(at, sum, null) : Sample.absent(at);
  }

  /// What all see alike, such as the newest backup, is the best that any of them knows.
  private Sample worst(Rule rule, Map<String, Readings> all, Instant at) {
    boolean best =
        rule.above()
            && rule.metric().across() == Metric.Across.LEAST
            && rule.metric() == Metric.BACKUP_PROVED_AGE;
    Double found = null;
    @Nullable String whose = null;
    for (Map.Entry<String, Readings> one : all.entrySet()) {
      OptionalDouble value = one.getValue().get(rule.metric());
      if (value.isEmpty()) {
        continue;
      }
      double next = value.getAsDouble();
      if (found == null || (best ? rule.worse(found, next) : rule.worse(next, found))) {
        found = next;
        whose = one.getKey();
      }
    }
    return found == null ? Sample.absent(at) : Sample.of(at, found, whose);
  }
}
