package berry.monitoring;

import java.time.Duration;
import java.time.Instant;

/// How finely the past is remembered: the longer ago, the coarser.
enum Tier {
  TEN_SECONDS(0, Duration.ofSeconds(10), Duration.ofDays(1)),
  MINUTE(1, Duration.ofMinutes(1), Duration.ofDays(14)),
  HOUR(2, Duration.ofHours(1), Duration.ofDays(396));

  private final int number;
  private final Duration step;
  private final Duration kept;

  Tier(int number, Duration step, Duration kept) {
    this.number = number;
    this.step = step;
    this.kept = kept;
  }

  /// As it is stored.
  int number() {
    return number;
  }

  Duration step() {
    return step;
  }

  Duration kept() {
    return kept;
  }

  /// When the step began in which that moment lies.
  Instant begin(Instant at) {
    long seconds = at.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
  }

  /// The place of a step in the ring: after [#kept] it is used again.
  int slot(Instant begin) {
    return (int) Math.floorMod(begin.getEpochSecond() / step.toSeconds(), (long) places());
  }

  /// How many steps there are in the ring.
  int places() {
    return (int) kept.dividedBy(step);
  }
}
