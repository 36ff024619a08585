package berry.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When people are left to sleep, by the severity of what would wake them.
///
/// @param hours by severity, 1 to 3; a severity without hours is never quiet
public record QuietHours(Map<Integer, Hours> hours) {

  /// Each day in the business zone; over midnight where `until` is the earlier one.
  public record Hours(LocalTime from, LocalTime until) {

    /// When the hours end that `now` lies in; null when it lies in none.
    ///
    /// Counted from moments, not from what a clock shows: where clocks are turned back, an hour is
    /// shown twice, and hours that are over must not begin again.
    @Nullable Instant end(Instant now, ZoneId zone) {
      LocalDate today = LocalDate.ofInstant(now, zone);
      for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
        Instant begin = day.atTime(from).atZone(zone).toInstant();
        LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
        Instant end = last.atTime(until).atZone(zone).toInstant();
        if (!now.isBefore(begin) && now.isBefore(end)) {
          return end;
        }
      }
      return null;
    }
  }

  /// What is only for information can wait for the morning.
  public static final QuietHours USUAL =
      new QuietHours(Map.of(3, new Hours(LocalTime.of(22, 0), LocalTime.of(8, 0))));

  public QuietHours {
    hours = Map.copyOf(hours);
  }

  /// @return null outside the hours of that severity
  @Nullable Instant until(int severity, Instant now, ZoneId zone) {
    Hours of = hours.get(severity);
    return of == null ? null : of.end(now, zone);
  }

  /// As settings and the API write it: each severity, with nothing where nothing is quiet.
  Map<String, @Nullable Map<String, String>> written() {
    Map<String, @Nullable Map<String, String>> all = new LinkedHashMap<>();
    for (int severity = 1; severity <= 3; severity++) {
      Hours of = hours.get(severity);
      all.put(
          Integer.toString(severity),
          of == null ? null : Map.of("from", of.from().toString(), "until", of.until().toString()));
    }
    return all;
  }
}
