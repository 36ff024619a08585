package berry.database;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// A place in a list that is read page by page: the sort key of the last row that was shown.
///
/// Pages by key stay right while rows are added, and page 1,000 costs what page 1 does; an OFFSET
/// does neither.
///
/// @param key the numbers of the sort key, in its order
public record Cursor(List<Long> key) {

  private static final int RADIX = 36;

  /// The year 9999; PostgreSQL's own calendar begins 4713 BC.
  private static final long FARTHEST = 253_402_300_799_999_999L;

  public Cursor {
    key = List.copyOf(key);
  }

  public static Cursor of(Long... key) {
    return new Cursor(List.of(key));
  }

  /// @param numbers how many numbers this list's key has
  /// @throws IllegalArgumentException when the text is no place in such a list
  public static Cursor read(String text, int numbers) {
    List<Long> key = new ArrayList<>();
    for (String part : text.split("_", -1)) {
      try {
        key.add(Long.parseLong(part, RADIX));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not a place in this list", e);
      }
    }
    if (key.size() != numbers) {
      throw new IllegalArgumentException("not a place in this list");
    }
    return new Cursor(key);
  }

  public long number(int position) {
    return key.get(position);
  }

  /// A number that is a moment made by [#micros].
  ///
  /// @throws IllegalArgumentException when PostgreSQL knows no such moment
  public Instant moment(int position) {
    long micros = key.get(position);
    if (micros < 0 || micros > FARTHEST) {
      throw new IllegalArgumentException("not a place in this list");
    }
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// A moment as a number, as exact as PostgreSQL keeps it.
  public static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  /// Safe in a URL; says nothing to its reader, who only hands it back.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (long number : key) {
      text.append(text.isEmpty() ? "" : "_").append(Long.toString(number, RADIX));
    }
    return text.toString();
  }
}
