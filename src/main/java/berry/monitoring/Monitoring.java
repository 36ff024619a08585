package berry.monitoring;

import berry.database.Address;
import berry.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches this process and the box it is in: reads every sensor, remembers, and says that it
/// lives.
public final class Monitoring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);

  private static final int ANSWERS_LATE_SECONDS = 120;

  private final Clock clock;
  private final Database database;
  private final Sampler sampler;
  private final Replicas replicas;
  private final Standing standing = new Standing();
  private final Standing noticed = new Standing();
  private final Uptime uptime;
  private final AtomicBoolean leader = new AtomicBoolean();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("monitoring").daemon().factory());
  private volatile Replicas.@Nullable Self self;
  private boolean writes = true;

  /// @param folders that must not run full
  /// @param direct past any pooler
  /// @param requests of this process
  public Monitoring(
      Database database, Address direct, Clock clock, List<Path> folders, Sensor requests) {
    this.clock = clock;
    this.database = database;
    this.replicas = new Replicas(database);
    this.sampler = new Sampler(clock);
    this.uptime = new Uptime(history(), clock);
    sampler.add(MachineSensor.ofThisMachine());
    // A folder of a network may not answer any more.
    sampler.add(Sensor.inBackground(new DiskSensor(folders)));
    sampler.add(new HeapSensor());
    sampler.add(requests);
    DatabaseSensor everyday = new DatabaseSensor(database, clock);
    sampler.add(Sensor.inBackground(everyday));
    sampler.add(new DatabaseDownSensor(database, direct, everyday));
    sampler.add(Sensor.inBackground(new ReplicaSensor(replicas)));
  }

  /// The last hour of this process, and who wants to hear of each reading.
  public Sampler sampler() {
    return sampler;
  }

  public Replicas replicas() {
    return replicas;
  }

  public Statements statements() {
    return new Statements(database);
  }

  /// What was remembered of all replicas.
  public MetricHistory history() {
    return new MetricHistory(database, name());
  }

  /// Whether this replica judges the alert rules; told with the next sign of life.
  public void leads(boolean leads) {
    leader.set(leads);
  }

  /// The newest readings of all replicas together; of this process alone while the database is
  /// away.
  public Readings now() {
    Map<String, Readings> all = new TreeMap<>();
    try {
      all.putAll(history().newest(clock.instant()));
    } catch (RuntimeException away) {
      LOG.debug("Others can't be asked for", away);
    }
    Readings own = sampler.last();
    if (own != null) {
      all.put(name(), own);
    }
    return Readings.together(clock.instant(), all.values());
  }

  /// How Berry is now, by the readings of all replicas.
  public Health health() {
    List<Health.Component> components = Health.components(now());
    String state = Health.state(components);
    return new Health(state, standing.since(state, clock.instant()), components);
  }

  /// Since when people may notice that something is wrong: nothing comes in, or answers don't
  /// leave. Asked for often and by everybody, so it is what this process has read last.
  public Optional<Instant> trouble() {
    return noticed.bad();
  }

  /// In which time Berry could do its work.
  public List<Uptime.Range> uptime() {
    return uptime.now();
  }

  /// What charts show.
  ///
  /// @param replica of one only; null for all
  /// @param each one line for each replica
  public Series.Chart chart(
      Span span, List<Metric> metrics, @Nullable String replica, boolean each) {
    return chart(database, clock, span, metrics, replica, each);
  }

  /// The same for a visitor, such as the command line.
  public static Series.Chart chart(
      Database database,
      Clock clock,
      Span span,
      List<Metric> metrics,
      @Nullable String replica,
      boolean each) {
    Instant now = clock.instant();
    List<MetricHistory.Point> points =
        new MetricHistory(database, "")
            .of(span.tier(), replica, now.minus(span.length()).minus(span.step()), now);
    return Series.chart(span, now, metrics, points, each);
  }

  /// Those that wrote something in this time.
  public List<String> replicas(Span span) {
    return replicas(database, clock, span);
  }

  /// The same for a visitor, such as the command line.
  public static List<String> replicas(Database database, Clock clock, Span span) {
    Instant now = clock.instant();
    return new MetricHistory(database, "").replicas(span.tier(), now.minus(span.length()), now);
  }

  /// Of this process, once it has begun.
  public String name() {
    Replicas.Self known = self;
    return known == null ? "" : known.name();
  }

  /// To be called when every sensor was added.
  @SuppressWarnings("FutureReturnValueIgnored") // it goes on until it is shut down
  public void start(Replicas.Self known) {
    self = known;
    MetricHistory history = new MetricHistory(database, known.name());
    sampler.add(Sensor.inBackground(new DiskForecastSensor(history, known.name(), clock)));
    sampler.add(new SelfProbe());
    sampler.listen(history::add);
    // So that it is known since when, also when nobody looks.
    sampler.listen(now -> {
      String state = Health.state(Health.components(now));
      standing.since(state, now.at());
      boolean bad =
          now.get(Metric.SELF_GOOD).orElse(1) == 0
              || now.get(Metric.OUTBOX_OLDEST).orElse(0) > ANSWERS_LATE_SECONDS;
      noticed.since(bad ? Health.DOWN : Health.WORKING, now.at());
    });
    sampler.start();
    writer.scheduleWithFixedDelay(
        () -> write(history, known), 0, Replicas.BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Housekeeping of all replicas, for a periodic job.
  public void forgetOld() {
    history().forgetOld(clock.instant());
    replicas.forgetOld();
  }

  private void write(MetricHistory history, Replicas.Self known) {
    try {
      replicas.beat(known, leader.get());
      history.write();
      writes = true;
    } catch (Throwable e) { // a task that throws is never run again
      if (writes) {
        LOG.warn("What was watched waits in memory, an hour of it: {}", e.toString());
      }
      writes = false;
    }
  }

  @Override
  public void close() {
    sampler.close();
    writer.shutdownNow();
    try {
      writer.awaitTermination(Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
      Replicas.Self known = self;
      if (known != null && writes) {
        replicas.stopped(known);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debug("Nobody could be told that this replica ends", e);
    }
  }

  /// Since when it is as it is.
  private static final class Standing {

    private String state = "";
    private Instant since = Instant.EPOCH;

    private synchronized Optional<Instant> bad() {
      return state.equals(Health.DOWN) ? Optional.of(since) : Optional.empty();
    }

    private synchronized Instant since(String now, Instant at) {
      if (!now.equals(state)) {
        state = now;
        since = at;
      }
      return since;
    }
  }
}
