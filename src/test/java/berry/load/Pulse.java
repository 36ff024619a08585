package berry.load;

import java.time.Duration;
import java.util.Optional;

/// How fast updates were acknowledged, read from a [History].
public final class Pulse {

  private static final long WINDOW = 500_000_000L;
  private static final long STEP = 20_000_000L;
  private static final double FULL = 0.9;

  private final History history;

  public Pulse(History history) {
    this.history = history;
  }

  /// Acknowledgements a second over the last while.
  public double perSecond(Duration last) {
    long now = System.nanoTime();
    return count(history.moments(), now - last.toNanos(), now) * 1e9 / last.toNanos();
  }

  /// How long after the repair half a second began in which at least 90 % of the usual rate were
  /// acknowledged; empty until there is one.
  ///
  /// @param repaired `System.nanoTime()`
  /// @param usual acknowledgements a second before the fault
  public Optional<Duration> back(long repaired, double usual) {
    long[] moments = history.moments();
    long now = System.nanoTime();
    for (long from = repaired; from + WINDOW <= now; from += STEP) {
      if (count(moments, from, from + WINDOW) >= usual * FULL * WINDOW / 1e9) {
        return Optional.of(Duration.ofNanos(from - repaired));
      }
    }
    return Optional.empty();
  }

  private static long count(long[] moments, long from, long to) {
    long count = 0;
    for (long moment : moments) {
      if (moment >= from && moment < to) {
        count++;
      }
    }
    return count;
  }
}
