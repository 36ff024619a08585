package berry.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// Several readings told by one.
final class Rollups {

  private Rollups() {}

  /// @param readings of one step, oldest first; where none has a figure there is none
  static Readings of(Instant begin, List<Readings> readings) {
    Readings whole = new Readings(begin);
    for (Metric metric : Metric.values()) {
      double[] values =
          readings.stream()
              .map(one -> one.get(metric))
              .filter(OptionalDouble::isPresent)
              .mapToDouble(OptionalDouble::getAsDouble)
              .toArray();
      if (values.length > 0) {
        whole.put(metric, one(metric.rollup(), values));
      }
    }
    return whole;
  }

  private static double one(Metric.Rollup rollup, double[] values) {
    return switch (rollup) {
      case LAST -> values[values.length - 1];
      case MAX -> {
        double most = values[0];
        for (double value : values) {
          most = Math.max(most, value);
        }
        yield most;
      }
      case MEAN -> {
        double sum = 0;
        for (double value : values) {
          sum += value;
        }
        yield sum / values.length;
      }
    };
  }
}
