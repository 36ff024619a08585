package berry.monitoring;

import berry.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

  private final Clock clock;
  private final Database database;
  private final Sampler sampler;
  private final RequestSensor requests = new RequestSensor();
  private final Replicas replicas;
  private final AtomicBoolean leader = new AtomicBoolean();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("monitoring").daemon().factory());
  private volatile Replicas.@Nullable Self self;
  private boolean writes = true;

  /// @param folders that must not run full
  public Monitoring(Database database, Clock clock, List<Path> folders) {
    this.clock = clock;
    this.database = database;
    this.replicas = new Replicas(database);
    this.sampler = new Sampler(clock);
    sampler.add(MachineSensor.ofThisMachine());
    sampler.add(new DiskSensor(folders));
    sampler.add(new HeapSensor());
    sampler.add(requests);
    sampler.add(Sensor.inBackground(new DatabaseSensor(database)));
  }

  /// Counts requests; from any thread.
  public RequestSensor requests() {
    return requests;
  }

  /// The last hour of this process, and who wants to hear of each reading.
  public Sampler sampler() {
    return sampler;
  }

  public Replicas replicas() {
    return replicas;
  }

  /// What was remembered of all replicas.
  public MetricHistory history() {
    return new MetricHistory(database, name());
  }

  /// Whether this replica judges the alert rules; told with the next sign of life.
  public void leads(boolean leads) {
    leader.set(leads);
  }

  /// Of this process, once it has begun.
  public String name() {
    Replicas.Self known = self;
    return known == null ? "" : known.name();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it goes on until it is shut down
  public void start(Replicas.Self known) {
    self = known;
    MetricHistory history = new MetricHistory(database, known.name());
    sampler.listen(history::add);
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
    } catch (RuntimeException e) {
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
}
