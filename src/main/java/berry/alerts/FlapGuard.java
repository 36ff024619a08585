package berry.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps a rule that comes and goes from calling each time: what fires again within ten minutes is
/// told by changing the last message; more than four times an hour are told once, and then by a sum
/// each hour. A pure value.
///
/// @param fired when it did, within the last hour
/// @param messageAt when the last message went out
/// @param flapsSince null: it does not
/// @param digestAt when the last sum was told
/// @param counted how often it fired since then
record FlapGuard(
    List<Instant> fired,
    @Nullable Instant messageAt,
    @Nullable Instant flapsSince,
    @Nullable Instant digestAt,
    int counted) {

  static final FlapGuard NONE = new FlapGuard(List.of(), null, null, null, 0);
  static final int MOST_AN_HOUR = 4;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration AGAIN = Duration.ofMinutes(10);
  private static final int KEPT = 200;

  /// How one more episode is told.
  enum Way {
    MESSAGE,
    /// By changing the message of the one before.
    CHANGE,
    /// By a message that it comes and goes, the last for an hour.
    FLAPS,
    /// In the next sum.
    SUM
  }

  FlapGuard {
    fired = List.copyOf(fired);
  }

  FlapGuard fired(Instant now) {
    List<Instant> all = new ArrayList<>(recent(now));
    all.add(now);
    if (all.size() > KEPT) {
      all.removeFirst();
    }
    return new FlapGuard(all, messageAt, flapsSince, digestAt, counted);
  }

  Way way(Instant now) {
    if (flapsSince != null) {
      return Way.SUM;
    }
    if (recent(now).size() > MOST_AN_HOUR) {
      return Way.FLAPS;
    }
    return messageAt != null && within(messageAt, now, AGAIN) ? Way.CHANGE : Way.MESSAGE;
  }

  FlapGuard took(Way way, Instant now) {
    return switch (way) {
      case MESSAGE -> new FlapGuard(fired, now, flapsSince, digestAt, counted);
      case CHANGE -> this;
      case FLAPS -> new FlapGuard(fired, now, now, now, 0);
      case SUM -> new FlapGuard(fired, messageAt, flapsSince, digestAt, counted + 1);
    };
  }

  /// Whether it is time for a sum, which may also say that it is over.
  boolean sumDue(Instant now) {
    return flapsSince != null && digestAt != null && !within(digestAt, now, HOUR);
  }

  FlapGuard summed(Instant now) {
    List<Instant> left = recent(now);
    boolean over = left.isEmpty();
    return new FlapGuard(left, messageAt, over ? null : flapsSince, over ? null : now, 0);
  }

  int lastHour(Instant now) {
    return recent(now).size();
  }

  /// A clock that was set back leaves nothing in the future.
  private List<Instant> recent(Instant now) {
    return fired.stream()
        .map(one -> one.isAfter(now) ? now : one)
        .filter(one -> within(one, now, HOUR))
        .toList();
  }

  /// What was told in a future that a clock set back took away is as long ago: or nothing would be
  /// told until it comes.
  private static boolean within(Instant then, Instant now, Duration time) {
    return Duration.between(then, now).abs().compareTo(time) < 0;
  }
}
