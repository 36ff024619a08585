package berry.audience;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A range cut into hours, days, weeks or months of the viewer's zone.
///
/// It ends with the quarter of an hour that is running, because sums are kept per quarter; so does
/// the period before it, which is as long and stops at the same moment of its last day.
///
/// @param bucket `hour`, `day`, `week` or `month`
/// @param bounds when each bucket begins, and where the last one ends
/// @param previous the same buckets one period earlier; null for all time
/// @param before one period before now; null for all time
record Window(
    String bucket,
    List<Instant> bounds,
    @Nullable List<Instant> previous,
    @Nullable Instant before) {

  private static final long QUARTER = Duration.ofMinutes(15).toSeconds();
  private static final int MOST_DAYS = 92;
  private static final int MOST_WEEKS = 104;

  /// @param first when the first thing happened, for all time; null when nothing has
  static Window of(Range range, ZoneId zone, Instant now, @Nullable Instant first) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return switch (range) {
      case DAY -> hours(zone, now);
      case WEEK -> days(7, today, zone, now);
      case MONTH -> days(30, today, zone, now);
      case QUARTER -> days(90, today, zone, now);
      case YEAR ->
          before(
              Period.ofMonths(12),
              "month",
              starts(today.withDayOfMonth(1).minusMonths(11), today, Period.ofMonths(1)),
              zone,
              now);
      case ALL -> all(first == null ? today : LocalDate.ofInstant(first, zone), today, zone, now);
    };
  }

  Instant from() {
    return bounds.getFirst();
  }

  Instant to() {
    return bounds.getLast();
  }

  int size() {
    return bounds.size() - 1;
  }

  private static Window hours(ZoneId zone, Instant now) {
    Instant hour = ZonedDateTime.ofInstant(now, zone).truncatedTo(ChronoUnit.HOURS).toInstant();
    List<Instant> bounds = new ArrayList<>();
    for (int n = 23; n >= 0; n--) {
      bounds.add(hour.minus(Duration.ofHours(n)));
    }
    bounds.add(end(now));
    Duration day = Duration.ofHours(24);
    List<Instant> previous = bounds.stream().map(bound -> bound.minus(day)).toList();
    return new Window("hour", List.copyOf(bounds), previous, now.minus(day));
  }

  private static Window days(int count, LocalDate today, ZoneId zone, Instant now) {
    List<LocalDate> days = starts(today.minusDays(count - 1L), today, Period.ofDays(1));
    return before(Period.ofDays(count), "day", days, zone, now);
  }

  private static Window all(LocalDate first, LocalDate today, ZoneId zone, Instant now) {
    long days = ChronoUnit.DAYS.between(first, today);
    if (days <= MOST_DAYS) {
      List<LocalDate> starts =
          starts(first.isAfter(today) ? today : first, today, Period.ofDays(1));
      return new Window("day", bounds(starts, zone, end(now)), null, null);
    }
    if (days <= MOST_WEEKS * 7L) {
      LocalDate monday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      List<LocalDate> starts = starts(monday, today, Period.ofWeeks(1));
      return new Window("week", bounds(starts, zone, end(now)), null, null);
    }
    List<LocalDate> starts = starts(first.withDayOfMonth(1), today, Period.ofMonths(1));
    return new Window("month", bounds(starts, zone, end(now)), null, null);
  }

  private static Window before(
      TemporalAmount period, String bucket, List<LocalDate> starts, ZoneId zone, Instant now) {
    List<LocalDate> earlier = starts.stream().map(start -> start.minus(period)).toList();
    Instant end = ZonedDateTime.ofInstant(end(now), zone).minus(period).toInstant();
    Instant before = ZonedDateTime.ofInstant(now, zone).minus(period).toInstant();
    return new Window(bucket, bounds(starts, zone, end(now)), bounds(earlier, zone, end), before);
  }

  private static List<LocalDate> starts(LocalDate first, LocalDate last, Period step) {
    return first.datesUntil(last.plusDays(1), step).toList();
  }

  private static List<Instant> bounds(List<LocalDate> starts, ZoneId zone, Instant end) {
    List<Instant> bounds = new ArrayList<>();
    starts.forEach(start -> bounds.add(start.atStartOfDay(zone).toInstant()));
    bounds.add(end);
    return List.copyOf(bounds);
  }

  private static Instant end(Instant now) {
    return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), QUARTER) + 1) * QUARTER);
  }
}
