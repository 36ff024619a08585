package berry.inbox;

import berry.monitoring.Metrics;
import berry.telegram.UnreadableUpdate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands updates that are due to the bot and marks them handled.
///
/// A few lanes, a chat always in the same one: answers of a chat keep their order, and a slow one
/// holds up only its lane. What failed, what found no room, and what a dead process left is taken
/// up by rounds through the table.
final class Answers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private static final int LANES = 4;
  private static final int MOST_IN_A_LANE = 1_000;
  private static final int TRIES = 3;

  /// Seconds that an answer under way gets when Berry stops.
  private static final long LAST = 5;

  private final OwedStore store;
  private final long botId;
  private final Clock clock;
  private final UpdateHandler answering;
  private final Metrics metrics;
  private final Duration pause;
  private final List<ThreadPoolExecutor> lanes =
      IntStream.range(0, LANES).mapToObj(n -> lane()).toList();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("answers").factory());
  private final Set<Owed.Key> inHand = ConcurrentHashMap.newKeySet();
  private final Map<Owed.Key, Integer> failures = new ConcurrentHashMap<>();

  /// @param pause between two rounds; what came within the last pause is left to whoever took it in
  Answers(
      OwedStore store,
      long botId,
      Clock clock,
      UpdateHandler answering,
      Metrics metrics,
      Duration pause) {
    this.store = store;
    this.botId = botId;
    this.clock = clock;
    this.answering = answering;
    this.metrics = metrics;
    this.pause = pause;
  }

  /// Begins with everything that is due, whoever took it in.
  void start() {
    rounds.execute(() -> round(clock.instant()));
    var _ =
        rounds.scheduleWithFixedDelay(
            () -> round(clock.instant().minus(pause)),
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// @param due just committed
  void owe(List<Arrival> due) {
    for (Arrival arrival : due) {
      if (arrival.update() != null) {
        owe(Owed.of(arrival.update(), arrival.receivedAt()));
      }
    }
  }

  private void owe(Owed owed) {
    if (!inHand.add(owed.key())) {
      return;
    }
    try {
      lanes.get(owed.lane(LANES)).execute(() -> serve(owed));
    } catch (RejectedExecutionException full) {
      // The row stays due; a later round finds it.
      inHand.remove(owed.key());
    }
  }

  private void round(Instant before) {
    try {
      for (OwedStore.Row row : store.due(botId, before, LANES * MOST_IN_A_LANE)) {
        try {
          owe(Owed.of(row.body().read(), row.receivedAt()));
        } catch (UnreadableUpdate e) {
          store.handled(botId, row.updateId(), row.receivedAt(), e.getMessage());
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Owed answers not looked for: {}; again in {}", e.getMessage(), pause);
    }
  }

  private void serve(Owed owed) {
    long began = System.nanoTime();
    String result = "answered";
    try {
      answering.answer(owed.update(), owed.key().receivedAt());
      handled(owed, null);
    } catch (RuntimeException | StackOverflowError e) {
      result = "failed";
      failed(owed, e);
    } finally {
      inHand.remove(owed.key());
    }
    metrics.handled(result.equals("answered"));
    metrics.time("berry.answers", Duration.ofNanos(System.nanoTime() - began), "result", result);
  }

  private void failed(Owed owed, Throwable e) {
    int times = failures.merge(owed.key(), 1, Integer::sum);
    if (times < TRIES) {
      LOG.debug("Update {} not answered at try {}", owed.key().updateId(), times, e);
      return;
    }
    String what = e.getClass().getSimpleName();
    LOG.error(
        "Update {} ({}) gets no answer: {} tries failed, the last with {}; the others go on",
        owed.key().updateId(),
        owed.update().kind(),
        times,
        what,
        e);
    try {
      handled(owed, "no answer: " + times + " tries failed, the last with " + what);
    } catch (RuntimeException unreachable) {
      // The row stays due: the next round tries again.
      e.addSuppressed(unreachable);
    }
  }

  private void handled(Owed owed, @Nullable String reason) {
    store.handled(botId, owed.key().updateId(), owed.key().receivedAt(), reason);
    failures.remove(owed.key());
  }

  private static ThreadPoolExecutor lane() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(MOST_IN_A_LANE),
        Thread.ofVirtual().name("answers").factory());
  }

  /// Ends the answers that have begun; the others stay due, for the next start. Nothing is
  /// interrupted: an interrupt closes the connection to the database a virtual thread waits for.
  @Override
  public void close() {
    rounds.shutdown();
    lanes.forEach(lane -> lane.getQueue().clear());
    lanes.forEach(ThreadPoolExecutor::shutdown);
    try {
      rounds.awaitTermination(LAST, TimeUnit.SECONDS);
      for (ThreadPoolExecutor lane : lanes) {
        lane.awaitTermination(LAST, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
