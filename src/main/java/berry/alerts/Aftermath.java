package berry.alerts;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long after the end of an outage its effects may still stand in the figures: they are as old
/// as they were when nobody could read them. What of them is true then shows soon enough.
///
/// Counted in steps like everything that is judged, so that a clock that is set changes nothing.
/// For one thread.
final class Aftermath {

  /// Another replica's figures may be 50 s old: read 12 s before they were written, taken for fresh
  /// for 30 s, asked for each 10 s. Response times and errors are those of the last minute.
  static final Duration LONGEST = Duration.ofSeconds(75);

  private long leftMillis;
  private @Nullable Instant before;

  /// @param out whether it goes on
  /// @return whether effects of it may still be seen
  boolean goesOn(boolean out, Instant at) {
    Instant last = before;
    before = at;
    if (out) {
      leftMillis = LONGEST.toMillis();
    } else if (last != null) {
      leftMillis = Math.max(0, leftMillis - Judgement.step(last, at));
    }
    return leftMillis > 0;
  }
}
