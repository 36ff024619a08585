package berry.database;

import java.time.Duration;

/// Ending the threads that this package started.
final class Threads {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Threads() {}

  /// Waits for a thread that was told to end, but not for ever.
  static void join(Thread thread) {
    if (thread.getState() == Thread.State.NEW) {
      return; // never started: nothing to wait for
    }
    if (thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
