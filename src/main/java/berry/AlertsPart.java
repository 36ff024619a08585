package berry;

import berry.alerts.Alerts;
import berry.alerts.RuleSet;
import berry.alerts.Silences;
import berry.alerts.Watch;
import berry.dashboard.AlertsApi;
import berry.dashboard.RoleRoutes;
import berry.database.Job;
import berry.database.Lease;
import berry.escalation.Escalation;
import berry.http.Route;
import berry.monitoring.MetricsView;
import berry.monitoring.Monitoring;
import berry.telegram.BotApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// When something is wrong with Berry itself, and who is told.
final class AlertsPart implements Part {

  private static final String LEASE = "alerts";

  private final Base base;
  private final AccessPart access;
  private final Monitoring monitoring;
  private final BotApi api;
  private final Alerts alerts;
  private @Nullable Watch watch;

  /// @param app where Telegram opens the Mini App; null when there is none
  AlertsPart(
      Base base,
      MonitoringPart monitoring,
      SettingsPart settings,
      AccessPart access,
      OutboxPart outbox,
      BotApi api,
      Supplier<@Nullable URI> app) {
    this.base = base;
    this.access = access;
    this.monitoring = monitoring.monitoring();
    this.api = api;
    this.alerts =
        new Alerts(
            base.database(),
            base.changes(),
            base.clock(),
            RuleSet.of(base.configuration().rules()),
            new Silences(base.database(), base.changes(), access.audit()),
            outbox.outbox(),
            outbox.files(),
            settings.choices(),
            this.monitoring,
            app);
  }

  Alerts alerts() {
    return alerts;
  }

  @Override
  public List<Route> api(RoleRoutes roles) {
    return new AlertsApi(roles, alerts, access.audit()).routes();
  }

  /// Once this replica has its name.
  ///
  /// @param escalation acts on what becomes of alerts
  void begin(Escalation escalation) {
    // A dashboard of its own, too: who else would tell that the bot is gone?
    watch =
        alerts.watch(
            monitoring,
            new Lease(base.storage().direct(), LEASE),
            api,
            escalation.responder(),
            escalation::first,
            escalation.outage());
  }

  @Override
  public List<MetricsView.Marks> marks() {
    return List.of(alerts::marks);
  }

  @Override
  public List<Job> jobs() {
    return List.of(new Job("alerts-retention", Duration.ofHours(24), alerts::forgetOld));
  }

  @Override
  public void close() {
    Watch running = watch;
    if (running != null) {
      running.close();
    }
  }
}
