package berry.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Figures over time as programs read them, by HTTP or on the command line.
///
/// @param replicas that wrote something in this time
public record MetricsView(
    Instant from,
    Instant to,
    long stepSeconds,
    List<Line> series,
    List<Mark> marks,
    List<Outlook> forecasts,
    List<String> replicas) {

  /// @param unit `share`, `seconds`, `bytes`, `perMinute` or `count`
  /// @param replica whose; null for all together
  /// @param points pairs of a time and a number, or null where nobody knows it
  public record Line(
      String name, String unit, @Nullable String replica, List<List<@Nullable Object>> points) {}

  /// Something that happened and explains a bend.
  ///
  /// @param kind `deploy`, `restart`, `alert` or `backup`
  public record Mark(Instant at, String kind, String text) {}

  /// Where a share goes if it changes on as in this time.
  ///
  /// @param at when it is 1; null when it does not grow
  /// @param perDay how much it grows in a day
  public record Outlook(String name, @Nullable Instant at, double perDay) {}

  /// What knows of marks.
  @FunctionalInterface
  public interface Marks {
    /// In any order; a thousand at most.
    List<Mark> between(Instant from, Instant to);
  }

  /// All that they know of in this time, the oldest first.
  public static List<Mark> marks(List<Marks> sources, Instant from, Instant to) {
    return sources.stream()
        .flatMap(source -> source.between(from, to).stream())
        .sorted(Comparator.comparing(Mark::at))
        .toList();
  }

  /// @param marks oldest first
  public static MetricsView of(Series.Chart chart, List<Mark> marks, List<String> replicas) {
    List<Line> lines = new ArrayList<>();
    List<Outlook> forecasts = new ArrayList<>();
    for (Series one : chart.series()) {
      Metric metric = one.metric();
      List<List<@Nullable Object>> points = new ArrayList<>();
      List<Forecast.Point> known = new ArrayList<>();
      for (int n = 0; n < one.values().size(); n++) {
        Instant at = chart.from().plus(chart.step().multipliedBy(n));
        Double value = one.values().get(n);
        List<@Nullable Object> pair = new ArrayList<>(2);
        pair.add(at.toString());
        pair.add(value);
        points.add(pair);
        if (value != null) {
          known.add(new Forecast.Point(at, value));
        }
      }
      lines.add(new Line(metric.id(), metric.unit().word(), one.replica(), points));
      if (metric.unit() == Unit.SHARE && one.replica() == null) {
        Forecast.of(known).ifPresent(forecast -> forecasts.add(outlook(metric, forecast)));
      }
    }
    return new MetricsView(
        chart.from(), chart.to(), chart.step().toSeconds(), lines, marks, forecasts, replicas);
  }

  private static Outlook outlook(Metric metric, Forecast forecast) {
    OptionalDouble seconds = forecast.until(1);
    Instant at =
        seconds.isPresent() && seconds.getAsDouble() < Duration.ofDays(365).toSeconds()
            ? forecast.at().plusSeconds((long) seconds.getAsDouble())
            : null;
    return new Outlook(metric.id(), at, forecast.perSecond() * Duration.ofDays(1).toSeconds());
  }
}
