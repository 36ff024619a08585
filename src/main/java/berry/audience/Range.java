package berry.audience;

import java.util.Arrays;
import java.util.Optional;

/// How far back an overview looks.
public enum Range {
  /// This hour and the 23 before it.
  DAY("24h"),
  /// Today and the 6 days before it.
  WEEK("7d"),
  MONTH("30d"),
  QUARTER("90d"),
  /// This month and the 11 before it.
  YEAR("12mo"),
  /// From the first message on.
  ALL("all");

  private final String word;

  Range(String word) {
    this.word = word;
  }

  /// As written in an address: `24h`, `7d`, `30d`, `90d`, `12mo`, `all`.
  public String word() {
    return word;
  }

  public static Optional<Range> of(String word) {
    return Arrays.stream(values()).filter(range -> range.word.equals(word)).findAny();
  }
}
