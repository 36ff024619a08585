package berry.monitoring;

import berry.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The figures of 13 months, for each replica: each ten seconds of the last day, each minute of the
/// last two weeks, each hour before that.
public final class MetricHistory {

  /// As much as is kept in memory while the database is away: an hour.
  private static final int MOST_WAITING = 360;

  private final Database database;
  private final String replica;
  private final List<Readings> step = new ArrayList<>();
  private final Deque<Readings> waiting = new ArrayDeque<>();

  /// @param replica of this process
  public MetricHistory(Database database, String replica) {
    this.database = database;
    this.replica = replica;
  }

  /// Takes in one reading; cheap and without a question to the database.
  public synchronized void add(Readings reading) {
    Instant begin = Tier.TEN_SECONDS.begin(reading.at());
    if (!step.isEmpty()) {
      Instant before = Tier.TEN_SECONDS.begin(step.getFirst().at());
      if (!before.equals(begin)) {
        waiting.addLast(Rollups.of(before, step));
        step.clear();
        if (waiting.size() > MOST_WAITING) {
          waiting.removeFirst();
        }
      }
    }
    step.add(reading);
  }

  /// Writes down what is finished. What could not be written is tried again at the next time.
  public void write() {
    for (Readings next = peek(); next != null; next = peek()) {
      write(next);
      done(next);
    }
  }

  /// @param name of a replica
  /// @param now end of the range
  /// @return oldest first; a step in which nothing was read is absent
  public List<Readings> of(String name, Duration range, Instant now) {
    Tier tier = Tier.reaching(range);
    return database
        .jdbi()
        .withExtension(
            MetricPointStore.class,
            store -> store.between(tier.number(), name, now.minus(range), now.plusSeconds(1)));
  }

  /// Between two points of such a range.
  public static Duration step(Duration range) {
    return Tier.reaching(range).step();
  }

  /// Those that wrote something in this time.
  public List<String> replicas(Duration range, Instant now) {
    Tier tier = Tier.reaching(range);
    return database
        .jdbi()
        .withExtension(
            MetricPointStore.class, store -> store.replicas(tier.number(), now.minus(range)));
  }

  /// Housekeeping, for a periodic job: what replicas left behind that write no more.
  public void forgetOld(Instant now) {
    database
        .jdbi()
        .useExtension(
            MetricPointStore.class,
            store -> {
              for (Tier tier : Tier.values()) {
                store.forget(tier.number(), now.minus(tier.kept()));
              }
            });
  }

  private synchronized @Nullable Readings peek() {
    return waiting.peekFirst();
  }

  private synchronized void done(Readings written) {
    if (waiting.peekFirst() == written) {
      waiting.removeFirst();
    }
  }

  /// The coarser tiers are made of the finer one's rows, not of what is in memory: a restart in the
  /// middle of an hour loses nothing of it.
  private void write(Readings point) {
    database
        .jdbi()
        .useExtension(
            MetricPointStore.class,
            store -> {
              put(store, Tier.TEN_SECONDS, point);
              Instant end = point.at().plus(Tier.TEN_SECONDS.step());
              if (Tier.MINUTE.begin(end).equals(end)) {
                put(store, Tier.MINUTE, whole(store, Tier.MINUTE, Tier.TEN_SECONDS, end));
              }
              if (Tier.HOUR.begin(end).equals(end)) {
                put(store, Tier.HOUR, whole(store, Tier.HOUR, Tier.MINUTE, end));
              }
            });
  }

  private Readings whole(MetricPointStore store, Tier tier, Tier finer, Instant end) {
    Instant begin = end.minus(tier.step());
    return Rollups.of(begin, store.between(finer.number(), replica, begin, end));
  }

  private void put(MetricPointStore store, Tier tier, Readings point) {
    store.put(tier.number(), replica, tier.slot(point.at()), point.at(), point.toArray());
  }
}
