package berry.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All that is remembered of one rule.
///
/// @param open the episode that goes on
/// @param last the one before that had a message
/// @param face what the message of the open one says; null: not known, so as it is now
record RuleRecord(
    Standing standing,
    FlapGuard guard,
    @Nullable Episode open,
    @Nullable Episode last,
    @Nullable MessageState face) {

  static RuleRecord fresh(Instant at) {
    return new RuleRecord(Standing.fresh(at), FlapGuard.NONE, null, null, null);
  }

  RuleRecord open(@Nullable Episode episode) {
    return new RuleRecord(standing, guard, episode, last, face);
  }

  RuleRecord last(Episode episode) {
    return new RuleRecord(standing, guard, open, episode, face);
  }

  RuleRecord guard(FlapGuard next) {
    return new RuleRecord(standing, next, open, last, face);
  }

  RuleRecord face(@Nullable MessageState next) {
    return new RuleRecord(standing, guard, open, last, next);
  }

  RuleRecord standing(Standing next) {
    return new RuleRecord(next, guard, open, last, face);
  }
}
