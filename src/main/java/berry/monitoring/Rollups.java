package berry.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// Several readings told by one.
final class Rollups {

  private Rollups() {}

  /// @param readings of one step, oldest first; where none has a figure there is none
  static Readings of(Instant begin, List<Readings> readings) {
    return of(begin, readings, 0);
  }

  /// @param expected how many there should be
  static Readings of(Instant begin, List<Readings> readings, long expected) {
    Readings whole = new Readings(begin);
    for (Metric metric : Metric.values()) {
      of(metric, readings, expected).ifPresent(value -> whole.put(metric, value));
    }
    return whole;
  }

  /// One figure alone.
  static OptionalDouble of(Metric metric, List<Readings> readings, long expected) {
    double[] values =
        readings.stream()
            .map(one -> one.get(metric))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(one(metric.rollup(), values, expected));
  }

  private static double one(Metric.Rollup rollup, double[] values, long expected) {
    return switch (rollup) {
      case LAST -> values[values.length - 1];
      case MAX -> {
        double most = values[0];
        for (double value : values) {
          most = Math.max(most, value);
        }
        yield most;
      }
      case MEAN -> sum(values) / values.length;
      case COVERED -> sum(values) / Math.max(expected, values.length);
    };
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
