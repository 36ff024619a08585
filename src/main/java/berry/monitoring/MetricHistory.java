package berry.monitoring;

import berry.database.Database;
import berry.monitoring.MetricPointStore.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The figures of 13 months, for each replica: each ten seconds of the last day, each minute of the
/// last two weeks, each hour before that.
public final class MetricHistory {

  /// As much as is kept in memory while the database is away: an hour.
  private static final int MOST_WAITING = 360;

  private static final Duration FRESH = Duration.ofSeconds(30);

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

  /// What one replica read in a step.
  public record Point(String replica, Readings readings) {}

  /// Of all replicas, oldest first; a step in which nothing was read is absent. The last step of
  /// hours is made of its minutes so far.
  List<Point> of(Tier tier, @Nullable String name, Instant from, Instant to) {
    List<Point> found = new ArrayList<>(between(tier, name, from, to));
    if (tier == Tier.HOUR) {
      Instant begin = tier.begin(to);
      Map<String, List<Readings>> minutes = new TreeMap<>();
      between(Tier.MINUTE, name, begin, to)
          .forEach(one ->
              minutes.computeIfAbsent(one.replica(), _ -> new ArrayList<>()).add(one.readings()));
      found.removeIf(one -> !one.readings().at().isBefore(begin));
      minutes.forEach((who, all) -> found.add(new Point(who, Rollups.of(begin, all))));
    }
    return found;
  }

  /// The minutes of one replica.
  ///
  /// @return oldest first; a step in which nothing was read is absent
  public List<Readings> of(String name, Duration range, Instant now) {
    return of(Tier.MINUTE, name, now.minus(range), now).stream().map(Point::readings).toList();
  }

  /// What each replica wrote last, if it did so in the last half minute.
  public Map<String, Readings> newest(Instant now) {
    Map<String, Readings> last = new TreeMap<>();
    between(Tier.TEN_SECONDS, null, now.minus(FRESH), now.plus(FRESH))
        .forEach(one -> last.put(one.replica(), one.readings()));
    return last;
  }

  /// Those that wrote something in this time.
  List<String> replicas(Tier tier, Instant from, Instant to) {
    return database
        .jdbi()
        .withExtension(MetricPointStore.class, store -> store.replicas(Stretch.of(tier, from, to)));
  }

  /// How good each step was for the best replica; a step that nobody read is absent.
  List<Forecast.Point> most(Metric metric, Tier tier, Instant from, Instant to) {
    return database
        .jdbi()
        .withExtension(
            MetricPointStore.class,
            store -> store.most(Stretch.of(tier, from, to), metric.place() + 1));
  }

  /// When watching began; null before.
  @Nullable Instant first() {
    return database.jdbi().withExtension(MetricPointStore.class, MetricPointStore::first);
  }

  private List<Point> between(Tier tier, @Nullable String name, Instant from, Instant to) {
    return database
        .jdbi()
        .withExtension(
            MetricPointStore.class, store -> store.between(Stretch.of(tier, from, to), name));
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
    List<Readings> found =
        store.between(Stretch.of(finer, begin, end), replica).stream()
            .map(Point::readings)
            .toList();
    return Rollups.of(begin, found, tier.step().dividedBy(finer.step()));
  }

  private void put(MetricPointStore store, Tier tier, Readings point) {
    store.put(tier.number(), tier.slot(point.at()), replica, point.at(), point.toArray());
  }
}
