package berry.bot;

import berry.database.Threads;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets one thread wait for Telegram, and another end that wait and nothing else.
///
/// An interrupt at any moment would also hit the storing of updates: a virtual thread that is
/// interrupted while it talks to PostgreSQL loses the connection.
final class Waiting {

  private @Nullable Thread waiting;
  private boolean over;

  /// Runs a call that an interrupt may end; once it is over, such a call ends at once.
  <T> T interruptibly(Supplier<T> call) {
    begin();
    try {
      return call.get();
    } finally {
      finish();
    }
  }

  void pause(Duration length) {
    interruptibly(() -> {
      try {
        Thread.sleep(length);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return length;
    });
  }

  /// Ends the present wait and all later ones.
  synchronized void end() {
    over = true;
    wake();
  }

  /// The same, and lets the thread that waits here finish what it has begun.
  ///
  /// @param running null when it was never started
  void end(@Nullable Thread running, Duration most) {
    end();
    if (running != null) {
      Threads.join(running, most);
    }
  }

  /// Ends the present wait only.
  synchronized void wake() {
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  synchronized boolean over() {
    return over;
  }

  private synchronized void begin() {
    waiting = Thread.currentThread();
    if (over) {
      waiting.interrupt();
    }
  }

  private synchronized void finish() {
    waiting = null;
    Thread.interrupted();
  }
}
