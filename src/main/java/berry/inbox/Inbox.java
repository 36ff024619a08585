package berry.inbox;

import berry.database.Changes;
import berry.database.Database;
import berry.monitoring.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Takes updates in: once, durably, whatever they look like.
///
/// Group commit: updates that come together, from however many threads, share one transaction. Two
/// writers, so that a batch is prepared while another is flushed to disk. Any thread may call; it
/// waits until its updates are committed, at most some 2.5 s.
public final class Inbox implements AutoCloseable {

  /// What Telegram sends is smaller by far; more than this is not read.
  public static final int MOST_BYTES = 4 << 20;

  private static final int WRITERS = 2;

  /// Shards of `activity`: a few, for several replicas, as each is one more row to sum up.
  private static final int SHARDS = 8;

  private static final Duration PATIENCE = Duration.ofMillis(2_500);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final Duration ROUND = Duration.ofSeconds(5);

  private final Database database;
  private final Clock clock;
  private final Metrics metrics;
  private final WaitingRoom room = new WaitingRoom();
  private final Answers answers;
  private final List<Writer> writers;
  private final List<Thread> threads;

  /// Takes in updates from now on; answers what was left over only after [#start()].
  public Inbox(
      Database database,
      Changes changes,
      Clock clock,
      long botId,
      Answering answering,
      Metrics metrics) {
    this.database = database;
    this.clock = clock;
    this.metrics = metrics;
    OwedStore owed = database.jdbi().onDemand(OwedStore.class);
    this.answers = new Answers(owed, botId, clock, answering, metrics, ROUND);
    IntakeStore store = new IntakeStore(database, botId);
    int shard = ThreadLocalRandom.current().nextInt(SHARDS);
    this.writers =
        IntStream.range(0, WRITERS)
            .mapToObj(n ->
                new Writer(
                    room,
                    store,
                    (shard + n) % SHARDS,
                    metrics,
                    due -> {
                      changes.committed();
                      answers.owe(due);
                    }))
            .toList();
    this.threads =
        writers.stream().map(one -> Thread.ofPlatform().name("inbox").daemon().start(one)).toList();
    metrics.gauge("berry.intake.waiting", room::waiting);
  }

  /// Takes up what a dead process left unanswered, and from now on what failed at its first try.
  public void start() {
    answers.start();
  }

  /// Takes in one update.
  public Receipt accept(byte[] body) {
    return acceptAll(List.of(body));
  }

  /// Takes in several updates, in their order and in one transaction.
  public Receipt acceptAll(List<byte[]> bodies) {
    for (byte[] body : bodies) {
      if (body.length > MOST_BYTES) {
        return new Receipt.TooLarge(body.length, MOST_BYTES);
      }
    }
    if (bodies.isEmpty()) {
      return new Receipt.Stored(0, 0, 0);
    }
    // Milliseconds, because the row is found again by exactly this time.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Arrival> arrivals =
        bodies.stream().map(body -> Arrival.read(new Body(body), now)).toList();
    Receipt receipt = commit(new Ticket(arrivals));
    if (receipt instanceof Receipt.Unavailable) {
      metrics.count("berry.intake.updates", arrivals.size(), "result", "unavailable");
    }
    return receipt;
  }

  private Receipt commit(Ticket ticket) {
    if (writers.stream().allMatch(writer -> writer.stuck(PATIENCE))) {
      return unavailable("the database does not answer");
    }
    if (!room.enter(ticket)) {
      return unavailable(room.waiting() + " updates wait already, or Berry is stopping");
    }
    return ticket.await(PATIENCE);
  }

  /// Forgets which updates were seen more than a week ago. Housekeeping only: an id is taken for a
  /// new one after 72 hours anyway.
  ///
  /// @return how many
  public int prune() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.execute(
                """
                DELETE FROM update_seen
                WHERE seen_at < clock_timestamp() - interval '7 days'
                """));
  }

  static Receipt.Unavailable unavailable(String reason) {
    return new Receipt.Unavailable(reason, RETRY_AFTER);
  }

  /// Serves those who wait, then lets nobody in any more.
  @Override
  public void close() {
    room.close();
    for (Thread thread : threads) {
      try {
        thread.join(PATIENCE.multipliedBy(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    answers.close();
  }
}
