package berry.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Waits for a condition instead of sleeping and hoping.
///
/// What is acknowledged is stored. What follows from it – rows that a screen shows, a message's
/// state, a counter, a live event – comes a moment later: a test that has heard the one waits for
/// the other.
public final class Await {

  private Await() {}

  /// Returns as soon as all that is asserted holds.
  ///
  /// @throws AssertionError the last one, when it does not hold within that time
  public static void holds(Duration most, Runnable asserted) {
    AtomicReference<@Nullable AssertionError> last = new AtomicReference<>();
    try {
      until(
          most,
          () -> {
            try {
              asserted.run();
              return true;
            } catch (AssertionError notYet) {
              last.set(notYet);
              return false;
            }
          });
    } catch (AssertionError late) {
      AssertionError why = last.get();
      throw why == null ? late : why;
    }
  }

  /// Returns as soon as the condition holds.
  ///
  /// @throws AssertionError when it does not within that time
  public static void until(Duration most, BooleanSupplier condition) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("what was awaited did not happen within " + most);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting", e);
      }
    }
  }
}
