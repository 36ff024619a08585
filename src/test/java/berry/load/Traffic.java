package berry.load;

import berry.testing.Await;
import java.time.Duration;

/// A crowd that writes at a steady rate, and what became of each of its updates.
public sealed interface Traffic extends AutoCloseable permits Load, PolledLoad {

  /// People write from now on.
  void resume();

  /// Nobody writes any more; returns when all there is has been acknowledged.
  void drain(Duration most);

  History history();

  /// Waits until that many more are acknowledged.
  default void awaitAcknowledged(int more, Duration most) {
    long enough = history().acknowledged() + more;
    Await.until(most, () -> history().acknowledged() >= enough);
  }

  @Override
  void close();
}
