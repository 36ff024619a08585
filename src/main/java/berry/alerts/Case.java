package berry.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All that is remembered of one rule.
///
/// @param open the episode that goes on
/// @param last the one before that had a message
/// @param face what the message of the open one says; null: not known, so as it is now
record Case(
    Standing standing,
    Guard guard,
    @Nullable Episode open,
    @Nullable Episode last,
    @Nullable Face face) {

  static Case fresh(Instant at) {
    return new Case(Standing.fresh(at), Guard.NONE, null, null, null);
  }

  Case open(@Nullable Episode episode) {
    return new Case(standing, guard, episode, last, face);
  }

  Case last(Episode episode) {
    return new Case(standing, guard, open, episode, face);
  }

  Case guard(Guard next) {
    return new Case(standing, next, open, last, face);
  }

  Case face(@Nullable Face next) {
    return new Case(standing, guard, open, last, next);
  }

  Case standing(Standing next) {
    return new Case(next, guard, open, last, face);
  }
}
