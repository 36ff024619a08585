package berry.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a rule's figure at one moment.
///
/// @param value absent unless it is [Kind#KNOWN]; beside [Kind#TOO_FEW] for the screen only
/// @param replica whose it is; null: of all together, or nobody's
record Sample(Instant at, Kind kind, @Nullable Double value, @Nullable String replica) {

  enum Kind {
    KNOWN,
    /// So little went on that it says nothing; counts as well.
    TOO_FEW,
    ABSENT,
    /// Reading it went wrong.
    BROKEN
  }

  static Sample of(Instant at, double value, @Nullable String replica) {
    return Double.isFinite(value)
        ? new Sample(at, Kind.KNOWN, value, replica)
        : new Sample(at, Kind.BROKEN, null, replica);
  }

  static Sample absent(Instant at) {
    return new Sample(at, Kind.ABSENT, null, null);
  }
}
