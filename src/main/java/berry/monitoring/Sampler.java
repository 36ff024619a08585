package berry.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all sensors every five seconds and remembers the last hour, so that rules can be judged
/// and screens drawn while the database is away.
public final class Sampler implements AutoCloseable {

  /// Between two readings.
  public static final Duration PERIOD = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
  private static final int KEPT = 720;

  private final Clock clock;
  private final List<Sensor> sensors = new CopyOnWriteArrayList<>();
  private final Deque<Readings> last = new ArrayDeque<>();
  private final List<Consumer<Readings>> listeners = new CopyOnWriteArrayList<>();
  private final Set<Sensor> silent = new HashSet<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sampler").daemon().factory());

  public Sampler(Clock clock) {
    this.clock = clock;
  }

  /// One more to be read each time.
  public void add(Sensor sensor) {
    sensors.add(sensor);
  }

  /// @param listener is given each reading in the sampler's thread: it must not wait
  public void listen(Consumer<Readings> listener) {
    listeners.add(listener);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it goes on until it is shut down
  public void start() {
    // Not at a fixed rate: after a standstill it would read everything many times at once, and a
    // figure of a minute would be one of a moment.
    thread.scheduleWithFixedDelay(this::sample, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The last hour, oldest first.
  public synchronized List<Readings> lastHour() {
    return List.copyOf(last);
  }

  /// The newest reading; null before the first.
  public synchronized @Nullable Readings last() {
    return last.peekLast();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /// Reads everything once.
  Readings sample() {
    Readings now = new Readings(clock.instant());
    for (Sensor sensor : sensors) {
      read(sensor, now);
    }
    synchronized (this) {
      last.addLast(now);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }
    for (Consumer<Readings> listener : listeners) {
      hand(listener, now);
    }
    return now;
  }

  /// One that fails leaves its metrics absent; said once, until it works again.
  private void read(Sensor sensor, Readings now) {
    try {
      sensor.read(now);
      silent.remove(sensor);
    } catch (Throwable e) { // an Error, too, would end the thread
      if (silent.add(sensor)) {
        LOG.warn(
            "{} reads nothing ({}); its figures are absent until it does again",
            sensor.name(),
            e.toString());
      }
    }
  }

  private static void hand(Consumer<Readings> listener, Readings now) {
    try {
      listener.accept(now);
    } catch (Throwable e) {
      // The next reading must come in any case: a scheduled task that throws once is never run
      // again.
      LOG.warn("A reading of {} was not taken in", now.at(), e);
    }
  }
}
