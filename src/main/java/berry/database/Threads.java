package berry.database;

import java.time.Duration;

/// Ending threads that were started.
public final class Threads {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Threads() {}

  /// Waits for a thread that was told to end, but not for ever.
  static void join(Thread thread) {
    join(thread, PATIENCE);
  }

  /// The same, with a patience of one's own. Who is interrupted meanwhile waits no longer.
  public static void join(Thread thread, Duration patience) {
    if (thread.getState() == Thread.State.NEW) {
      return; // never started: nothing to wait for
    }
    if (thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
