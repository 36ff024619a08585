package berry.dashboard;

import berry.http.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// How many files may be on their way from Telegram at once: of one caller, who must not keep
/// others waiting, and in all. A screen full of small pictures waits for its turn.
final class DownloadLimit {

  static final int EACH = 6;
  static final int ALL = 32;

  /// Of these, what people who are none of the team leave free: a few of them, who read slowly,
  /// must not keep the team from working.
  static final int OF_TEAM = 12;

  /// How many of one caller wait; more are told so at once, for each that waits keeps a request
  /// open that somebody else could make.
  static final int WAITING = 24;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Duration patience;
  private final Map<Long, Integer> underWay = new HashMap<>();
  private final Map<Long, Integer> waiting = new HashMap<>();
  private int all;

  DownloadLimit() {
    this(PATIENCE);
  }

  DownloadLimit(Duration patience) {
    this.patience = patience;
  }

  /// Waits for a turn.
  ///
  /// @param team whether the caller is of the team
  /// @return to be run when it is over, from any thread; once more does nothing
  /// @throws Problem when it does not come
  synchronized Runnable enter(long caller, boolean team) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    int most = team ? ALL : ALL - OF_TEAM;
    if (waiting.getOrDefault(caller, 0) >= WAITING) {
      throw tooMany();
    }
    waiting.merge(caller, 1, Integer::sum);
    try {
      while (all >= most || underWay.getOrDefault(caller, 0) >= EACH) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw tooMany();
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } finally {
      waiting.computeIfPresent(caller, DownloadLimit::less);
    }
    all++;
    underWay.merge(caller, 1, Integer::sum);
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        leave(caller);
      }
    };
  }

  private synchronized void leave(long caller) {
    all--;
    underWay.computeIfPresent(caller, DownloadLimit::less);
    notifyAll();
  }

  private static @Nullable Integer less(long caller, int count) {
    return count == 1 ? null : (Integer) (count - 1);
  }

  private static Problem tooMany() {
    return Problem.unavailable(
        "too many files are being fetched at once; try again soon", Duration.ofSeconds(2));
  }
}
