package berry.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The calls under way in this process, and how many more may begin.
///
/// A call that is late does not count among the quick ones any more: a few chats for which Telegram
/// hangs must not hold up the others. A message whose call is never answered is shown as unknown,
/// so when nothing is heard at all no more of them are risked.
final class UnderWay {

  private static final int QUICK = 16;
  private static final int ALL = 128;
  private static final int MANY_LATE = 4;
  static final Duration LATE = Duration.ofSeconds(3);

  private final Clock clock;
  private final Map<Long, Instant> begun = new HashMap<>();

  UnderWay(Clock clock) {
    this.clock = clock;
  }

  synchronized void began(long id) {
    begun.put(id, clock.instant());
  }

  synchronized void ended(long id) {
    begun.remove(id);
  }

  /// How many more may begin.
  synchronized int room() {
    int late = late();
    return Math.max(0, Math.min(QUICK - (begun.size() - late), ALL - begun.size()));
  }

  /// Whether several calls are late; together with silence that is Telegram's trouble.
  synchronized boolean manyLate() {
    return late() >= MANY_LATE;
  }

  synchronized List<Long> ids() {
    return List.copyOf(begun.keySet());
  }

  synchronized int size() {
    return begun.size();
  }

  private int late() {
    Instant limit = clock.instant().minus(LATE);
    return (int) begun.values().stream().filter(one -> !one.isAfter(limit)).count();
  }
}
