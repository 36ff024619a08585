package berry.outbox;

import java.time.Duration;
import java.time.Instant;

/// How many calls may begin, to one chat or in all: something that fills up with time. What
/// Telegram says at the moment goes before that: told to wait it rests exactly so long, and then
/// goes on at half the rate, which grows back little by little. So it settles near limits that
/// Telegram never tells.
///
/// A value without a clock; kept in `outgoing_pace`, so that it holds for all processes.
///
/// @param left calls that may begin at once, as of `at`
/// @param rate calls a second, as of `at`; never more than the limit's
/// @param at during a rest its end, which is in the future
record Allowance(Limit limit, double left, double rate, Instant at) {

  /// How long the whole rate takes to grow back.
  private static final double RECOVERY_SECONDS = 1_800;

  /// A rate is never lowered to less than this part of the usual one.
  private static final double LOWEST = 1.0 / 64;

  /// Rounding must not turn a full call into almost one.
  private static final double CRUMB = 1e-6;

  static Allowance full(Limit limit, Instant now) {
    return new Allowance(limit, limit.most(), limit.rate(), now);
  }

  /// How many calls may begin now.
  int calls(Instant now) {
    return now.isBefore(at) ? 0 : (int) (as(now).left + CRUMB);
  }

  /// One call begins.
  Allowance take(Instant now) {
    Allowance present = as(now);
    return new Allowance(limit, Math.max(0, present.left - 1), present.rate, present.at);
  }

  /// Telegram answered 429.
  ///
  /// @param wait its `retry_after`
  Allowance slowed(Instant now, Duration wait) {
    // Calls that were under way together are told the same thing: one lesson, not several.
    boolean told = now.isBefore(at);
    double learnt = told ? rate : Math.max(as(now).rate / 2, limit.rate() * LOWEST);
    Instant until = now.plus(wait);
    return new Allowance(limit, 1, learnt, until.isAfter(at) ? until : at);
  }

  /// When the next call may begin; not before `now`.
  Instant ready(Instant now) {
    if (now.isBefore(at)) {
      return at;
    }
    Allowance present = as(now);
    double missing = 1 - CRUMB - present.left;
    return missing <= 0
        ? now
        : now.plusNanos((long) Math.ceil(missing / present.rate * 1e9)).plusNanos(1_000_000);
  }

  /// When it will be as if it had never been used.
  Instant usual() {
    double grown = (limit.rate() - rate) / limit.rate() * RECOVERY_SECONDS;
    double filled = limit.most() / limit.rate();
    return at.plusMillis((long) Math.ceil((grown + filled) * 1_000));
  }

  private Allowance as(Instant now) {
    double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
    double grown = Math.min(limit.rate(), rate + seconds * limit.rate() / RECOVERY_SECONDS);
    // A lower rate has less of a burst, too: some limits are about bursts only.
    double most = Math.max(1, limit.most() * grown / limit.rate());
    double filled = Math.min(most, left + seconds * (rate + grown) / 2);
    return new Allowance(limit, filled, grown, now.isBefore(at) ? at : now);
  }
}
