package berry.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends what takes too long: a request that arrives by single bytes, an answer that nobody takes.
/// Jetty's own limit is one of silence, which a byte now and then gets around.
final class Deadlines implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

  private final Duration every;
  private final Set<Watched> all = ConcurrentHashMap.newKeySet();

  /// Something that must be over some time.
  interface Watched {

    /// @param now `System.nanoTime()`
    boolean late(long now);

    /// Ends it; may come when it has just ended by itself.
    void end();
  }

  /// @param every how often it looks
  Deadlines(Duration every) {
    this.every = every;
  }

  void watch(Watched one) {
    all.add(one);
  }

  void forget(Watched one) {
    all.remove(one);
  }

  /// Looks until it is interrupted.
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(every);
        long now = System.nanoTime();
        all.removeIf(one -> endedNow(one, now));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean endedNow(Watched one, long now) {
    boolean late = one.late(now);
    if (late) {
      try {
        one.end();
      } catch (RuntimeException failure) {
        // One that can't be ended must not let all others live for ever.
        LOG.warn("What took too long could not be ended", failure);
      }
    }
    return late;
  }
}
