package berry.bot;

import berry.database.BackOff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one turn of receiving went.
///
/// @param pause how long to wait before the next
/// @param good whether updates were seen to come; a turn may be good and tell of a trouble
/// @param cause null when all is well
/// @param trouble what is wrong, with what to do about it; null when all is well
record Turn(Duration pause, boolean good, @Nullable Cause cause, @Nullable String trouble) {

  static final Turn GOOD = good(Duration.ZERO);

  /// How long to wait when one turn after the other goes badly: 1 s, 2 s, 4 s … 60 s.
  static BackOff pauses() {
    return new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60));
  }

  static Turn good(Duration pause) {
    return new Turn(pause, true, null, null);
  }

  /// Nothing is known yet, and nothing is wrong.
  static Turn open(Duration pause) {
    return new Turn(pause, false, null, null);
  }

  static Turn bad(Duration pause, Cause cause, String trouble) {
    return new Turn(pause, false, cause, trouble);
  }
}
