package berry.bot;

import java.time.Duration;

/// Waits that double: 1 s, 2 s, 4 s, … 60 s, until something goes well. For one thread.
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Duration next = FIRST;

  Duration next() {
    Duration now = next;
    Duration twice = now.multipliedBy(2);
    next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    return now;
  }

  void reset() {
    next = FIRST;
  }
}
