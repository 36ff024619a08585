package berry.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.StringJoiner;

/// Which quarters of an hour of which UTC days make up the buckets of a window, as three PostgreSQL
/// arrays side by side. A bucket of the viewer's zone begins and ends inside a UTC day.
///
/// @param numbers which bucket, from 1
/// @param days the UTC day
/// @param masks a bit for each quarter that counts; NULL for the whole day
/// @param first the earliest of the days: without it PostgreSQL would read the whole table
record Quarters(String numbers, String days, String masks, LocalDate first) {

  private static final int A_DAY = 96;
  private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

  static Quarters of(List<Instant> bounds) {
    var numbers = new StringJoiner(",", "{", "}");
    var days = new StringJoiner(",", "{", "}");
    var masks = new StringJoiner(",", "{", "}");
    for (int n = 1; n < bounds.size(); n++) {
      Instant from = bounds.get(n - 1);
      Instant to = bounds.get(n);
      LocalDate last = LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
      for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
          !day.isAfter(last);
          day = day.plusDays(1)) {
        numbers.add(Integer.toString(n));
        days.add(day.toString());
        masks.add(mask(day, from, to));
      }
    }
    LocalDate first = LocalDate.ofInstant(bounds.getFirst(), ZoneOffset.UTC);
    return new Quarters(numbers.toString(), days.toString(), masks.toString(), first);
  }

  private static String mask(LocalDate day, Instant from, Instant to) {
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    int first = Math.max(0, quarter(midnight, from));
    int end = Math.min(A_DAY, quarter(midnight, to));
    boolean whole = first == 0 && end == A_DAY;
    return whole ? "NULL" : "0".repeat(first) + "1".repeat(end - first) + "0".repeat(A_DAY - end);
  }

  private static int quarter(Instant midnight, Instant moment) {
    long seconds = Duration.between(midnight, moment).toSeconds();
    return Math.toIntExact(Math.clamp(seconds / SECONDS, -A_DAY, 2 * A_DAY));
  }
}
