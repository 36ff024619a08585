package berry.alerts;

import java.util.Locale;

/// Where a rule stands.
public enum State {
  OK,
  /// Over the threshold, but not long enough.
  PENDING,
  FIRING,
  /// Well again, but not long enough.
  RECOVERING,
  /// Nobody knows: the figure is absent, which is not healthy.
  NO_DATA,
  /// It can't be judged.
  ERROR;

  /// As programs and the database write it: `ok`, `no_data` …
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  boolean bad() {
    return this == FIRING || this == RECOVERING;
  }
}
