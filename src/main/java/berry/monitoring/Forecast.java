package berry.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Where a figure goes if it changes on as it did: the median of the slopes between all pairs of
/// points (Theil and Sen), which a backup that comes and goes does not bend.
///
/// @param perSecond how much it grows
/// @param value on the line, at the last point
public record Forecast(double perSecond, double value, Instant at) {

  /// Below this nobody can say anything about days.
  private static final Duration LEAST = Duration.ofHours(3);

  private static final int FEWEST = 12;
  private static final int MOST = 150;

  /// @param at of a point
  public record Point(Instant at, double value) {}

  /// @param points oldest first
  /// @return none when they tell too little: less than three hours, or fewer than twelve
  public static Optional<Forecast> of(List<Point> points) {
    if (points.size() < FEWEST
        || Duration.between(points.getFirst().at(), points.getLast().at()).compareTo(LEAST) < 0) {
      return Optional.empty();
    }
    List<Point> some = thinned(points);
    double[] slopes = new double[some.size() * (some.size() - 1) / 2];
    int count = 0;
    for (int later = 1; later < some.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        double seconds = seconds(some.get(earlier).at(), some.get(later).at());
        slopes[count++] =
            seconds <= 0 ? 0 : (some.get(later).value() - some.get(earlier).value()) / seconds;
      }
    }
    double slope = median(slopes);
    Instant last = some.getLast().at();
    double value =
        median(
            some.stream()
                .mapToDouble(point -> point.value() + slope * seconds(point.at(), last))
                .toArray());
    return Optional.of(new Forecast(slope, value, last));
  }

  /// Seconds from the last point until it reaches that; none when it does not grow towards it.
  public OptionalDouble until(double full) {
    if (value >= full) {
      return OptionalDouble.of(0);
    }
    return perSecond <= 0 ? OptionalDouble.empty() : OptionalDouble.of((full - value) / perSecond);
  }

  private static List<Point> thinned(List<Point> points) {
    int step = (points.size() + MOST - 1) / MOST;
    return IntStream.iterate(points.size() - 1, n -> n >= 0, n -> n - step)
        .mapToObj(points::get)
        .toList()
        .reversed();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
