package berry.monitoring;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A sensor that may wait for somebody else, such as the database: it is read beside the others,
/// which never wait for it. What it found is used until it is [#STALE].
final class BackgroundSensor implements Sensor {

  /// Two readings and a bit: after that nobody knows the value any more.
  static final Duration STALE = Duration.ofSeconds(12);

  private final Sensor slow;
  private final LongSupplier nanos;
  private final AtomicReference<@Nullable Found> found = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> reading = new AtomicReference<>();

  private record Found(Readings readings, @Nullable Exception failure, long at) {}

  BackgroundSensor(Sensor slow, LongSupplier nanos) {
    this.slow = slow;
    this.nanos = nanos;
  }

  /// Puts in what the last finished reading found, and begins the next unless one is under way.
  @Override
  public void read(Readings into) throws Exception {
    Thread before = reading.get();
    if (before == null || !before.isAlive()) {
      Readings next = new Readings(into.at());
      // Not a virtual one: what hangs in the kernel would keep one of the few carriers for ever.
      reading.set(
          Thread.ofPlatform().name("sensor-" + slow.name()).daemon().start(() -> readSlowly(next)));
    }
    Found last = found.get();
    if (last == null || nanos.getAsLong() - last.at() > STALE.toNanos()) {
      return;
    }
    into.putAll(last.readings());
    if (last.failure() != null) {
      throw last.failure();
    }
  }

  @Override
  public String name() {
    return slow.name();
  }

  private void readSlowly(Readings next) {
    Exception failure = null;
    try {
      slow.read(next);
    } catch (Exception e) {
      failure = e;
    }
    found.set(new Found(next, failure, nanos.getAsLong()));
  }
}
