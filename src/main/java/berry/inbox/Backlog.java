package berry.inbox;

import berry.database.Changes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that messages come in which had to wait at Telegram, because Berry or the way to it was
/// away, and says afterwards how many there were. One notice an outage, kept in the table `outage`.
///
/// What it costs the intake is a comparison for each message; the rest happens beside it.
final class Backlog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  /// Less than that is a hiccup nobody needs to hear of.
  static final Duration LATE = Duration.ofMinutes(1);

  /// Telegram keeps nothing longer; an older date is no delay but something else.
  private static final Duration KEPT = Duration.ofHours(25);

  private final OutageStore store;
  private final Duration pause;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("backlog").factory());

  private @Nullable Wave wave;

  /// Messages of one outage as they come in.
  private static final class Wave {
    private final Instant ended;
    private Instant began;
    private long unwritten;
    private boolean still;
    private boolean over;

    private Wave(Instant began, Instant ended) {
      this.began = began;
      this.ended = ended;
    }
  }

  /// @param pause after which a backlog of which nothing more comes is over
  Backlog(Changes changes, Duration pause) {
    this.store = new OutageStore(changes);
    this.pause = pause;
  }

  /// These were taken in together.
  ///
  /// @param fresh how many of them for the first time
  void saw(List<Arrival> arrivals, int fresh) {
    Instant oldest = null;
    for (Arrival arrival : arrivals) {
      if (late(arrival, LATE) && (oldest == null || arrival.at().isBefore(oldest))) {
        oldest = arrival.at();
      }
    }
    if (oldest != null || open()) {
      count(arrivals, fresh, oldest);
    }
  }

  private synchronized boolean open() {
    return wave != null;
  }

  private synchronized void count(List<Arrival> arrivals, int fresh, @Nullable Instant oldest) {
    Wave current = wave;
    if (current == null) {
      if (oldest == null) {
        return;
      }
      current = new Wave(oldest, arrivals.getFirst().receivedAt());
      wave = current;
      again();
    }
    Instant ended = current.ended;
    long waited =
        arrivals.stream()
            .filter(arrival -> late(arrival, Duration.ZERO) && arrival.at().isBefore(ended))
            .count();
    if (waited > 0) {
      current.unwritten += Math.min(waited, fresh);
      current.still = false;
    }
    if (oldest != null && oldest.isBefore(current.began)) {
      current.began = oldest;
    }
  }

  private static boolean late(Arrival arrival, Duration by) {
    if (arrival.update() == null || arrival.update().message() == null) {
      return false;
    }
    Duration waited = Duration.between(arrival.at(), arrival.receivedAt());
    return waited.compareTo(by) >= 0 && waited.compareTo(KEPT) < 0;
  }

  private void again() {
    try {
      var _ = looks.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      // What was not written is counted by whoever takes in the rest, or is a few too few.
    }
  }

  /// Writes down what came since the last look, and says so when nothing came.
  private void look() {
    Wave seen = turn();
    if (seen != null) {
      try {
        write(seen);
      } catch (RuntimeException e) {
        LOG.warn("An outage was not noted, again in {}: {}", pause, e.getMessage());
        keep(seen);
      }
    }
    if (open()) {
      again();
    }
  }

  /// @return what is to be written now; null when nothing is
  private synchronized @Nullable Wave turn() {
    Wave current = wave;
    if (current == null) {
      return null;
    }
    if (current.still) {
      current.over = true;
      wave = null;
    }
    current.still = true;
    return current;
  }

  private synchronized void keep(Wave unwritten) {
    if (wave == null) {
      wave = unwritten;
    }
  }

  private void write(Wave seen) {
    long some;
    Instant began;
    synchronized (this) {
      some = seen.unwritten;
      began = seen.began;
    }
    OutageStore.Outage outage = store.add(began, seen.ended, some);
    synchronized (this) {
      seen.unwritten -= some;
    }
    if (outage != null && seen.over) {
      LOG.info(
          "Caught up on {} messages from the outage {} – {} UTC; button presses older than 150 s"
              + " are not delivered by Telegram",
          outage.messages(),
          MINUTE.format(outage.began()),
          MINUTE.format(outage.ended()));
    }
  }

  /// Writes down what is left.
  @Override
  public void close() {
    looks.shutdownNow();
    Wave left;
    synchronized (this) {
      left = wave;
      wave = null;
    }
    if (left != null) {
      left.over = true;
      try {
        write(left);
      } catch (RuntimeException e) {
        LOG.warn("{} late messages were not noted: {}", left.unwritten, e.getMessage());
      }
    }
  }
}
