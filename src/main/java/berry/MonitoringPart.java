package berry;

import berry.config.Configuration;
import berry.dashboard.MonitoringApi;
import berry.dashboard.RoleRoutes;
import berry.database.Job;
import berry.http.Route;
import berry.monitoring.MetricExposition;
import berry.monitoring.MetricsView;
import berry.monitoring.Monitoring;
import berry.monitoring.Replicas;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/// Berry's own figures: what every part lets it watch, remembered for 13 months.
final class MonitoringPart implements Part {

  private final Base base;
  private final Monitoring monitoring;
  private final Instant started;
  private final List<MetricsView.Marks> marks = new CopyOnWriteArrayList<>();
  private volatile BooleanSupplier watched = () -> false;

  MonitoringPart(Base base) {
    this.base = base;
    this.started = base.clock().instant();
    this.monitoring =
        new Monitoring(
            base.database(),
            base.storage().direct(),
            base.clock(),
            folders(base.configuration()),
            base.metrics().requests());
    new MetricExposition(base.metrics(), monitoring.sampler(), base.clock());
  }

  private static List<Path> folders(Configuration configuration) {
    Path logs = configuration.logFile().toAbsolutePath().getParent();
    return logs == null
        ? List.of(configuration.data(), configuration.backups())
        : List.of(configuration.data(), configuration.backups(), logs);
  }

  Monitoring monitoring() {
    return monitoring;
  }

  /// Who knows whether somebody outside notices when all of Berry is gone; until then nobody does.
  void watched(BooleanSupplier by) {
    watched = by;
  }

  @Override
  public List<Route> api(RoleRoutes roles) {
    return new MonitoringApi(roles, monitoring, marks, () -> watched.getAsBoolean()).routes();
  }

  @Override
  public List<MetricsView.Marks> marks() {
    return List.of(monitoring.replicas()::restarts);
  }

  /// Begins once the port is known: with the host it is this replica's name.
  void begin(List<Part> parts, int port) {
    parts.forEach(part -> {
      part.sensors().forEach(monitoring.sampler()::add);
      marks.addAll(part.marks());
    });
    base.metrics().info("berry_build", "Which Berry this is.", "version", Version.current());
    Configuration configuration = base.configuration();
    monitoring.start(
        new Replicas.Self(
            Replica.place(port),
            configuration.scope().name().toLowerCase(Locale.ROOT),
            Version.current(),
            configuration.commit(),
            started));
  }

  @Override
  public List<Job> jobs() {
    return List.of(new Job("monitoring-retention", Duration.ofHours(6), monitoring::forgetOld));
  }

  @Override
  public void close() {
    monitoring.close();
  }
}
