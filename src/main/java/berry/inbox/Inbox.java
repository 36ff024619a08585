package berry.inbox;

import berry.database.Changes;
import berry.database.Database;
import berry.database.Parted;
import berry.monitoring.Metric;
import berry.monitoring.Metrics;
import berry.monitoring.Sensor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Takes updates in: once, durably, whatever they look like.
///
/// Group commit: updates that come together, from however many threads, share one transaction, and
/// what comes while it runs is the next. One writer: with a second one batches were half as large
/// and an update cost a third more computing, so that less was stored and not more (decision 005).
/// Any thread may call; it waits until its updates are committed, at most some 2.5 s.
public final class Inbox implements AutoCloseable {

  /// What Telegram sends is smaller by far; more than this is not read.
  public static final int MOST_BYTES = 4 << 20;

  /// Each update as it came.
  public static final Parted RAW = new Parted("incoming", "received_at");

  /// Shards of `activity`: a few, for several replicas, as each is one more row to sum up.
  private static final int SHARDS = 8;

  private static final Duration PATIENCE = Duration.ofMillis(2_500);
  private static final Duration WATCHED = Duration.ofMillis(100);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Database database;
  private final Clock clock;
  private final Metrics metrics;
  private final BotCommands vocabulary;
  private final Answers answers;
  private final Backlog backlog;
  private final Writer writer;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("inbox-watch").factory());

  /// Takes in updates from now on; answers what was left over only after [#start()].
  public Inbox(
      Database database,
      Changes changes,
      Clock clock,
      long botId,
      UpdateHandler answering,
      Metrics metrics) {
    this.database = database;
    this.clock = clock;
    this.metrics = metrics;
    this.vocabulary = answering.vocabulary();
    this.backlog = new Backlog(changes, QUIET);
    OwedStore owed = database.jdbi().onDemand(OwedStore.class);
    this.answers = new Answers(owed, botId, clock, answering, metrics, ROUND);
    IntakeStore store = new IntakeStore(database, botId);
    int shard = ThreadLocalRandom.current().nextInt(SHARDS);
    this.writer =
        new Writer(
            store,
            shard,
            metrics,
            due -> {
              changes.wroteInBatch();
              answers.owe(due);
            });
    writer.start();
    var _ =
        watch.scheduleWithFixedDelay(
            () -> writer.sendAway(PATIENCE),
            WATCHED.toMillis(),
            WATCHED.toMillis(),
            TimeUnit.MILLISECONDS);
    metrics.gauge("berry.intake.waiting", writer::waiting);
  }

  /// Takes up what a dead process left unanswered, and from now on what failed at its first try.
  public void start() {
    answers.start();
  }

  /// How long updates wait for their COMMIT here; for the one thread that watches.
  public Sensor lag() {
    return into -> into.put(Metric.INTAKE_LAG, writer.longestWait().toNanos() / 1e9);
  }

  /// Takes in one update.
  public Receipt accept(byte[] body) {
    return acceptAll(List.of(body));
  }

  /// Takes in several updates, in their order and in one transaction, and waits for it.
  public Receipt acceptAll(List<byte[]> bodies) {
    return take(bodies).join();
  }

  /// The same without waiting.
  ///
  /// @return never completed by an exception. What depends on it must not block: it runs in the
  ///   thread that brings the news to all
  public CompletableFuture<Receipt> take(List<byte[]> bodies) {
    for (byte[] body : bodies) {
      if (body.length > MOST_BYTES) {
        return CompletableFuture.completedFuture(new Receipt.TooLarge(body.length, MOST_BYTES));
      }
    }
    if (bodies.isEmpty()) {
      return CompletableFuture.completedFuture(new Receipt.Stored(0, 0, 0));
    }
    // Milliseconds, because the row is found again by exactly this time.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Arrival> arrivals =
        bodies.stream().map(body -> Arrival.read(new Body(body), now, vocabulary)).toList();
    Ticket ticket = new Ticket(arrivals);
    if (writer.stuck(PATIENCE)) {
      ticket.settle(unavailable("the database does not answer"));
    } else if (!writer.enter(ticket)) {
      String waiting = writer.waiting() + " updates wait already, or Berry is stopping";
      ticket.settle(unavailable(waiting));
    }
    return ticket.receipt().whenComplete((receipt, _) -> note(receipt, arrivals));
  }

  private void note(Receipt receipt, List<Arrival> arrivals) {
    if (receipt instanceof Receipt.Stored stored && stored.fresh() > 0) {
      backlog.saw(arrivals, stored.fresh());
    }
    if (receipt instanceof Receipt.Unavailable) {
      metrics.count("berry.intake.updates", arrivals.size(), "result", "unavailable");
    }
  }

  /// Forgets which updates were seen more than a week ago. Housekeeping only: an id is taken for a
  /// new one after 72 hours anyway.
  ///
  /// @return how many
  public int prune() {
    return database.jdbi().withHandle(SeenStore::prune);
  }

  static Receipt.Unavailable unavailable(String reason) {
    return new Receipt.Unavailable(reason, RETRY_AFTER);
  }

  /// Serves those who wait, then lets nobody in any more.
  @Override
  public void close() {
    writer.end(PATIENCE.multipliedBy(2));
    watch.shutdown();
    answers.close();
    backlog.close();
  }
}
