package berry.load;

import berry.testing.Await;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets a crowd write at a steady rate, however long it takes to hand one letter over.
final class Pace implements AutoCloseable {

  private final Crowd crowd;
  private final int perSecond;
  private final Consumer<Letter> desk;
  private volatile boolean resting;
  private volatile @Nullable Thread writing;

  /// @param desk gets one letter after the other, by one thread
  Pace(Crowd crowd, int perSecond, Consumer<Letter> desk) {
    this.crowd = crowd;
    this.perSecond = perSecond;
    this.desk = desk;
  }

  /// People write from now on.
  void resume() {
    resting = false;
    writing = Thread.ofPlatform().name("crowd").daemon().start(this::write);
  }

  /// Nobody writes any more when it returns.
  void rest(Duration most) {
    resting = true;
    Thread last = writing;
    // It may be about to hand over one more.
    Await.until(most, () -> last == null || !last.isAlive());
  }

  private void write() {
    long began = System.nanoTime();
    for (long made = 0; !resting; made++) {
      long due = began + made * 1_000_000_000L / perSecond;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      desk.accept(crowd.next());
    }
  }

  @Override
  public void close() {
    resting = true;
  }
}
