package berry.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// In which minutes Berry could do its work, told by itself: a minute in which no replica was there
/// to say so is a bad one, unless it was before the first of all.
public final class Uptime {

  /// Each question reads two weeks of minutes.
  private static final Duration FRESH = Duration.ofMinutes(1);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MetricHistory history;
  private final Clock clock;
  private List<Range> last = List.of();
  private Instant lastAt = Instant.MIN;

  public Uptime(MetricHistory history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  /// @param share of its minutes; null when nothing is known
  public record Bar(Instant from, @Nullable Double share) {}

  /// @param range `24h`, `7d` or `30d`
  public record Range(String range, @Nullable Double share, List<Bar> bars) {}

  /// The last day in half hours, week in two hours, month in days.
  public synchronized List<Range> now() {
    Instant now = clock.instant();
    if (lastAt.equals(Instant.MIN) || !lastAt.plus(FRESH).isAfter(now)) {
      last = read(now);
      lastAt = now;
    }
    return last;
  }

  private List<Range> read(Instant now) {
    Instant first = history.first();
    Instant fine = now.minus(Tier.MINUTE.kept()).plus(Duration.ofHours(1));
    List<Forecast.Point> minutes = history.most(Metric.SELF_GOOD, Tier.MINUTE, fine, now);
    List<Forecast.Point> hours =
        history.most(Metric.SELF_GOOD, Tier.HOUR, now.minus(Duration.ofDays(31)), fine);
    List<Forecast.Point> all = new ArrayList<>();
    for (Forecast.Point hour : hours) {
      for (int n = 0; n < 60; n++) {
        Instant at = hour.at().plus(MINUTE.multipliedBy(n));
        if (at.isBefore(fine)) {
          all.add(new Forecast.Point(at, hour.value()));
        }
      }
    }
    all.addAll(minutes);
    return List.of(
        range("24h", Duration.ofMinutes(30), 48, first, now, all),
        range("7d", Duration.ofHours(2), 84, first, now, all),
        range("30d", Duration.ofDays(1), 30, first, now, all));
  }

  /// @param minutes by their beginning, oldest first
  static Range range(
      String word,
      Duration step,
      int count,
      @Nullable Instant first,
      Instant now,
      List<Forecast.Point> minutes) {
    Instant end = Series.begin(now, step).plus(step);
    Instant begin = end.minus(step.multipliedBy(count));
    double[] good = new double[count];
    for (Forecast.Point minute : minutes) {
      long place = Math.floorDiv(Duration.between(begin, minute.at()).toMillis(), step.toMillis());
      if (place >= 0 && place < count) {
        good[(int) place] += minute.value();
      }
    }
    List<Bar> bars = new ArrayList<>(count);
    double goodAll = 0;
    double expectedAll = 0;
    for (int n = 0; n < count; n++) {
      Instant from = begin.plus(step.multipliedBy(n));
      double expected = first == null ? 0 : expected(from, from.plus(step), first, now);
      double share = expected <= 0 ? 0 : Math.min(1, good[n] / expected);
      bars.add(new Bar(from, expected < 1 ? null : (Double) share));
      goodAll += Math.min(good[n], expected);
      expectedAll += expected;
    }
    return new Range(word, expectedAll < 1 ? null : (Double) (goodAll / expectedAll), bars);
  }

  /// Minutes of that step that are over and not before the first of all. The one under way is not
  /// written yet, and the one before it may be on its way.
  private static double expected(Instant from, Instant to, Instant first, Instant now) {
    Instant begin = from.isBefore(first) ? ceil(first) : from;
    Instant settled = Series.begin(now, MINUTE).minus(MINUTE);
    Instant end = to.isAfter(settled) ? settled : to;
    return Math.max(0, Duration.between(begin, end).toMinutes());
  }

  private static Instant ceil(Instant at) {
    Instant begin = Series.begin(at, MINUTE);
    return begin.equals(at) ? at : begin.plus(MINUTE);
  }
}
