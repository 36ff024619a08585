package berry.database;

import berry.database.Changes.Change;
import berry.database.Changes.Subscription;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the `change` table whenever it is woken and tells the listeners, each id once.
///
/// Sequence order is not commit order: a row with a lower id may become visible after a higher one.
/// So ids that were passed over are asked for again for 5 s. (Waiting for the oldest running
/// transaction instead would let a long one, in any database of the server, stop all news.)
final class ChangeReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);
  private static final int BATCH = 200;

  /// Under load one read serves all commits of that time; the first after a silence is read at
  /// once.
  private static final Duration PAUSE = Duration.ofMillis(10);

  private static final Duration UNNOTIFIED = Duration.ofSeconds(1);

  /// Even when notified: a notification may be lost with its connection.
  private static final Duration NOTIFIED = Duration.ofSeconds(5);

  private final ChangeRows rows;
  private final Semaphore wakeUps = new Semaphore(0);
  private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();
  private final Map<Long, Long> passedOver = new LinkedHashMap<>(); // id → nanoseconds when noticed
  private final Thread thread;

  private BooleanSupplier notified = () -> false;
  private volatile long highest;
  private volatile boolean missing;
  private volatile boolean closed;
  private boolean failing;

  ChangeReader(ChangeRows rows) {
    this.rows = rows;
    this.thread = Thread.ofPlatform().daemon().name("changes-reader").unstarted(this::run);
  }

  void start(BooleanSupplier whetherNotified) {
    notified = whetherNotified;
    highest = rows.settled();
    thread.start();
  }

  void wake() {
    wakeUps.release();
  }

  /// Another replica has seen that id.
  void reach(long id) {
    if (id > highest || missing) {
      wake();
    }
  }

  long highest() {
    return highest;
  }

  Subscription subscribe(Consumer<List<Change>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    Threads.join(thread);
  }

  private void run() {
    try {
      while (!closed) {
        Duration most = notified.getAsBoolean() && !missing ? NOTIFIED : UNNOTIFIED;
        boolean woken = wakeUps.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
        readOrComplain();
        if (woken) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readOrComplain() throws InterruptedException {
    try {
      read();
      if (failing) {
        LOG.info("Changes are read again");
        failing = false;
      }
    } catch (RuntimeException e) {
      if (!failing && !closed) {
        LOG.warn("Changes cannot be read, trying each second: {}", e.toString());
        failing = true;
      }
      if (!closed) {
        Thread.sleep(UNNOTIFIED);
      }
    }
  }

  private void read() {
    readLate();
    List<List<Change>> found;
    do {
      found = rows.newerThan(highest, BATCH);
      found.forEach(row -> step(row.getFirst().id()));
      deliver(found.stream().flatMap(List::stream).toList());
    } while (found.size() == BATCH && !closed);
    missing = !passedOver.isEmpty();
  }

  private void readLate() {
    long now = System.nanoTime();
    long most = TimeUnit.SECONDS.toNanos(ChangeRows.LATE_SECONDS);
    if (!passedOver.isEmpty()) {
      List<Change> late = rows.among(passedOver.keySet().toArray(Long[]::new));
      late.forEach(change -> passedOver.remove(change.id()));
      deliver(late);
    }
    passedOver.values().removeIf(noticed -> now - noticed > most);
  }

  private void step(long next) {
    long now = System.nanoTime();
    // No more than a batch: after a jump of the sequence nothing is missing in between.
    for (long id = Math.max(highest + 1, next - BATCH); id < next; id++) {
      passedOver.put(id, now);
    }
    highest = next;
  }

  private void deliver(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    for (Consumer<List<Change>> listener : listeners) {
      try {
        listener.accept(changes);
      } catch (RuntimeException e) {
        LOG.error("A listener failed at changes up to {}; it misses these", highest, e);
      }
    }
  }
}
