package berry.outbox;

import java.time.Duration;
import java.time.Instant;

/// How many calls may begin, to one chat or in all: something that fills up with time. What
/// Telegram says at the moment goes before that: told to wait it rests exactly so long, then tries
/// one call, and if that works goes on at half the rate, which grows back little by little. So it
/// settles near limits that Telegram never tells.
///
/// A value without a clock; kept in `outgoing_pace`, so that it holds for all processes.
///
/// @param left calls that may begin at once, as of `at`
/// @param rate calls a second, as of `at`; never more than the limit's
/// @param at during a rest its end, which is in the future
/// @param rested the end of the last rest; long ago when there was none
record TokenBucket(Limit limit, double left, double rate, Instant at, Instant rested) {

  /// How long the whole rate takes to grow back.
  private static final double RECOVERY_SECONDS = 1_800;

  /// How long after a rest nothing follows the first call. Refused, it says that the rest was too
  /// short and nothing about the rate: a ban of a minute would bring the rate down to nothing.
  private static final Duration PROBE = Duration.ofSeconds(2);

  /// A rate is never lowered to less than this part of the usual one.
  private static final double LOWEST = 1.0 / 64;

  /// Rounding must not turn a full call into almost one.
  private static final double CRUMB = 1e-6;

  static TokenBucket full(Limit limit, Instant now) {
    return new TokenBucket(limit, limit.most(), limit.rate(), now, Instant.EPOCH);
  }

  /// How many calls may begin now.
  int calls(Instant now) {
    return now.isBefore(at) ? 0 : (int) (as(now).left + CRUMB);
  }

  /// One call begins.
  TokenBucket take(Instant now) {
    TokenBucket present = as(now);
    return new TokenBucket(limit, Math.max(0, present.left - 1), present.rate, present.at, rested);
  }

  /// Telegram answered 429.
  ///
  /// @param wait its `retry_after`
  TokenBucket slowed(Instant now, Duration wait) {
    // Calls that were under way together are told the same thing: one lesson, not several.
    double learnt = trying(now) ? rate : Math.max(as(now).rate / 2, limit.rate() * LOWEST);
    Instant until = later(now.plus(wait), at);
    return new TokenBucket(limit, 1, learnt, until, until);
  }

  /// Whether a rest lasts, or the one call after it has not proved yet that it is over: what is
  /// refused now is refused for the reason of the rest.
  boolean trying(Instant now) {
    return now.isBefore(rested.plus(PROBE));
  }

  /// When the next call may begin; not before `now`.
  Instant ready(Instant now) {
    if (now.isBefore(at)) {
      return at;
    }
    TokenBucket present = as(now);
    double missing = 1 - CRUMB - present.left;
    return missing <= 0
        ? now
        : later(now, rested.plus(PROBE))
            .plusNanos((long) Math.ceil(missing / present.rate * 1e9))
            .plusNanos(1_000_000);
  }

  /// When it will be as if it had never been used.
  Instant usual() {
    double grown = (limit.rate() - rate) / limit.rate() * RECOVERY_SECONDS;
    double filled = limit.most() / limit.rate();
    return at.plus(PROBE).plusMillis((long) Math.ceil((grown + filled) * 1_000));
  }

  private TokenBucket as(Instant now) {
    double seconds = seconds(at, now);
    double grown = Math.min(limit.rate(), rate + seconds * limit.rate() / RECOVERY_SECONDS);
    // A lower rate has less of a burst, too: some limits are about bursts only.
    double most = Math.max(1, limit.most() * grown / limit.rate());
    double filling = seconds(later(at, rested.plus(PROBE)), now);
    double filled = Math.min(most, left + filling * (rate + grown) / 2);
    return new TokenBucket(limit, filled, grown, later(at, now), rested);
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
