package berry.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// The requests that have begun and not ended, for the end of the server to wait for.
final class InFlight {

  private final AtomicInteger running = new AtomicInteger();

  void enter() {
    running.incrementAndGet();
  }

  void leave() {
    if (running.decrementAndGet() == 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /// Waits until none is left.
  ///
  /// @return how many are still running
  synchronized int await(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis();
          running.get() > 0 && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return running.get();
  }
}
