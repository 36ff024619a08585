package berry.database;

import java.time.Duration;

/// Pauses that double from failure to failure, up to a longest one, until something goes well. It
/// lives here because all who need it know this package. For one thread.
public final class BackOff {

  private final Duration first;
  private final Duration longest;
  private Duration next;

  public BackOff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /// How long to wait now; twice as long the next time.
  public Duration next() {
    Duration now = next;
    next = longer(now, longest);
    return now;
  }

  /// It went well: the next pause is the first again.
  public void reset() {
    next = first;
  }

  /// The same for who keeps the number of failures elsewhere.
  ///
  /// @param failures in a row, from 1
  public static Duration after(int failures, Duration first, Duration longest) {
    Duration pause = first;
    for (int n = 1; n < failures && pause.compareTo(longest) < 0; n++) {
      pause = longer(pause, longest);
    }
    return pause;
  }

  /// A little less, so that many don't come back at the same moment.
  ///
  /// @param share of the pause that may go, 0 to 1
  /// @param dice how much of that share goes, 0 to 1
  public static Duration jittered(Duration pause, double share, double dice) {
    return pause.minusMillis((long) (pause.toMillis() * dice * share));
  }

  private static Duration longer(Duration pause, Duration longest) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longest) > 0 ? longest : twice;
  }
}
