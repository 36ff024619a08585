package berry.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a batch adds to the numbers, in the order in which every writer locks them.
final class Tally {

  private static final long QUARTER = Duration.ofMinutes(15).toSeconds();
  private static final long DAY = Duration.ofDays(1).toSeconds();

  /// One row of `activity`.
  record Sum(String metric, Instant bucket) implements Comparable<Sum> {

    private static final Comparator<Sum> ORDER =
        Comparator.comparing(Sum::metric).thenComparing(Sum::bucket);

    @Override
    public int compareTo(Sum other) {
      return ORDER.compare(this, other);
    }
  }

  /// One row of `person_day`.
  record Day(LocalDate day, long personId) implements Comparable<Day> {

    private static final Comparator<Day> ORDER =
        Comparator.comparing(Day::day).thenComparingLong(Day::personId);

    @Override
    public int compareTo(Day other) {
      return ORDER.compare(this, other);
    }
  }

  private final SortedMap<Sum, Long> sums = new TreeMap<>();
  private final SortedMap<Day, BitSet> days = new TreeMap<>();

  /// @param more less than 0 to take back what was counted
  void add(String metric, Instant at, long more) {
    if (more != 0) {
      long second = Math.floorDiv(at.getEpochSecond(), QUARTER) * QUARTER;
      sums.merge(new Sum(metric, Instant.ofEpochSecond(second)), more, Long::sum);
    }
  }

  /// This person was active then.
  void active(long personId, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    int quarter = (int) (Math.floorMod(at.getEpochSecond(), DAY) / QUARTER);
    days.computeIfAbsent(new Day(day, personId), fresh -> new BitSet(96)).set(quarter);
  }

  SortedMap<Sum, Long> sums() {
    return sums;
  }

  SortedMap<Day, BitSet> days() {
    return days;
  }
}
