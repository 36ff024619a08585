package berry;

import berry.config.Configuration;
import berry.dashboard.LogsApi;
import berry.dashboard.RoleRoutes;
import berry.dashboard.SystemApi;
import berry.database.Job;
import berry.diagnostics.DeployJudge;
import berry.diagnostics.Deploys;
import berry.diagnostics.Doctor;
import berry.diagnostics.LogReader;
import berry.diagnostics.Rounds;
import berry.diagnostics.ServerVersions;
import berry.escalation.Incidents;
import berry.http.Route;
import berry.monitoring.MetricsView;
import berry.monitoring.Monitoring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finding out what is wrong: the log, the doctor, and whether a deploy did well.
final class DiagnosticsPart implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(DiagnosticsPart.class);
  private static final Duration LOOKED = Duration.ofMinutes(1);

  private final Base base;
  private final SettingsPart settings;
  private final Monitoring monitoring;
  private final Deploys deploys;

  DiagnosticsPart(Base base, SettingsPart settings, MonitoringPart monitoring) {
    this.base = base;
    this.settings = settings;
    this.monitoring = monitoring.monitoring();
    this.deploys = new Deploys(base.database(), base.changes(), base.clock());
  }

  @Override
  public List<Route> api(RoleRoutes roles) {
    Configuration configuration = base.configuration();
    Rounds doctor =
        new Rounds(
            () ->
                Doctor.of(
                    configuration,
                    base.clock(),
                    base.database().address(),
                    base.storage().direct()),
            base.clock());
    SystemApi system =
        new SystemApi(
            roles,
            deploys,
            doctor,
            configuration,
            settings.choices(),
            settings.history(),
            this::versions);
    return Stream.of(
            new LogsApi(roles, new LogReader(configuration), monitoring::name).routes(),
            system.routes())
        .flatMap(List::stream)
        .toList();
  }

  private SystemApi.Versions versions() {
    ServerVersions server = ServerVersions.read(base.database());
    return new SystemApi.Versions(
        Version.current(),
        base.configuration().commit(),
        Runtime.version().toString(),
        server.postgres(),
        server.schema());
  }

  @Override
  public List<MetricsView.Marks> marks() {
    return List.of(Deploys.marks(base.database()));
  }

  /// Once this replica has its name. A deploy that could not be noted down must not keep the
  /// version from running.
  ///
  /// @param incidents hears of it, too
  void begin(Incidents incidents) {
    try {
      String version = Version.current();
      boolean fresh = deploys.begin(version, base.configuration().deployment(), monitoring.name());
      incidents.happened("started", Map.of("replica", monitoring.name()));
      if (fresh) {
        incidents.happened("deploy", Map.of("version", version));
      }
    } catch (RuntimeException away) {
      LOG.warn("This deploy was not noted down: {}", away.toString());
    }
  }

  @Override
  public List<Job> jobs() {
    return List.of(new Job("deploy-verdict", LOOKED, this::judge));
  }

  private void judge() {
    new DeployJudge(deploys, monitoring.history(), monitoring.replicas(), base.clock())
        .judgeIfDue();
  }
}
