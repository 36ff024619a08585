package berry.dashboard;

import berry.http.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many files may be on their way from Telegram at once: of one caller, who must not keep
/// others waiting, and in all. A screen full of small pictures waits for its turn.
final class DownloadLimit {

  static final int EACH = 6;
  static final int ALL = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Duration patience;
  private final Map<Long, Integer> underWay = new HashMap<>();
  private int all;

  DownloadLimit() {
    this(PATIENCE);
  }

  DownloadLimit(Duration patience) {
    this.patience = patience;
  }

  /// Waits for a turn.
  ///
  /// @return to be run when it is over, from any thread; once more does nothing
  /// @throws Problem when it does not come
  synchronized Runnable enter(long caller) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (all >= ALL || underWay.getOrDefault(caller, 0) >= EACH) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw Problem.unavailable(
            "too many files are being fetched at once; try again soon", Duration.ofSeconds(2));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
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
    underWay.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    notifyAll();
  }
}
