package berry.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a rule stands, with all that the next judgement needs.
///
/// @param since when it came into that state
/// @param value as last judged; null: not known
/// @param replica whose value it is; null: of all
public record Standing(
    State state,
    Instant since,
    Instant judgedAt,
    @Nullable Double value,
    @Nullable String replica,
    Memory memory) {

  static Standing fresh(Instant at) {
    return new Standing(State.OK, at, at, null, null, Memory.NONE);
  }

  /// Times are sums of steps between samples, each capped: a clock that jumps adds nothing.
  ///
  /// @param overMillis for how long the threshold has been crossed
  /// @param wellMillis for how long all has been well again
  /// @param silentMillis for how long there has been no figure
  /// @param had whether there has ever been one
  /// @param told whether it was told that there is none
  /// @param few whether so little goes on that nothing can be said
  public record Memory(
      long overMillis, long wellMillis, long silentMillis, boolean had, boolean told, boolean few) {

    static final Memory NONE = new Memory(0, 0, 0, false, false, false);

    Memory over(long millis) {
      return new Memory(millis, 0, 0, true, told, false);
    }

    Memory well(long millis) {
      return new Memory(0, millis, 0, true, told, false);
    }

    Memory silent(long millis) {
      return new Memory(overMillis, wellMillis, millis, had, told, false);
    }

    Memory told(boolean now) {
      return new Memory(overMillis, wellMillis, silentMillis, had, now, few);
    }

    Memory few(boolean now) {
      return new Memory(overMillis, wellMillis, silentMillis, had, told, now);
    }
  }
}
