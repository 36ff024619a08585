package berry;

import berry.alerts.AlertsAttention;
import berry.config.Configuration;
import berry.config.Scope;
import berry.config.Secret;
import berry.conversations.Feed;
import berry.dashboard.About;
import berry.dashboard.Live;
import berry.dashboard.MeApi;
import berry.dashboard.Notices;
import berry.dashboard.OverviewApi;
import berry.dashboard.Probes;
import berry.dashboard.RoleRoutes;
import berry.dashboard.Routes;
import berry.dashboard.RunbooksApi;
import berry.dashboard.SessionApi;
import berry.dashboard.StaffApi;
import berry.http.Route;
import berry.monitoring.Sensor;
import berry.telegram.Me;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The document's second service: shows people their own data and the team everything.
final class DashboardPart implements Part {

  private final Configuration configuration;
  private final Live live;
  private final Routes routes;

  /// @param system whose answers for the dashboard are added as they are
  DashboardPart(
      Base base,
      ConversationsPart conversations,
      AccessPart access,
      AudiencePart audience,
      OutboxPart outbox,
      InboxPart inbox,
      BackupPart backups,
      MonitoringPart monitoring,
      AlertsPart alerts,
      EscalationPart escalation,
      List<Part> system,
      Me me,
      HttpPart http) {
    this.configuration = base.configuration();
    String version = Version.current();
    RoleRoutes roles = new RoleRoutes(access.sessions());
    this.live = new Live(roles, access.sessions(), base.changes(), base.clock(), version);
    @Nullable Secret metricsToken = configuration.metricsToken();
    SessionApi session =
        new SessionApi(
            roles, access.sessions(), access.links(), base.token(), base.clock(), version);
    About about = new About(version, () -> Identity.username(me));
    MeApi mine =
        new MeApi(
            roles,
            base.database(),
            audience.people(),
            base.clock(),
            about,
            monitoring.monitoring()::trouble);
    Notices notices =
        new Notices(
            inbox::status,
            List.of(
                new AlertsAttention(alerts.alerts()),
                escalation.attention(),
                inbox.attention(),
                outbox.attention()),
            inbox.outages(),
            backups.backups()::trust,
            base.clock());
    OverviewApi overview =
        new OverviewApi(
            roles, audience.audience(), audience.rows(), new Feed(base.database()), notices);
    StaffApi staff =
        new StaffApi(roles, access.team(), access.invitations(), access.codes(), about);
    Probes probes =
        new Probes(
            base.database(),
            http::draining,
            base.metrics(),
            metricsToken == null ? null : metricsToken.reveal(),
            version);
    this.routes =
        new Routes(
            List.of(
                session.routes(),
                mine.routes(),
                overview.routes(),
                conversations.routes(roles),
                backups.routes(roles, access.audit()),
                staff.routes(),
                system.stream().flatMap(part -> part.api(roles).stream()).toList(),
                new RunbooksApi(roles).routes(),
                live.routes(),
                probes.routes()));
    base.metrics().gauge("berry.live.viewers", live::viewers);
  }

  /// `berry start bot` has no page, but answers the API: a dashboard without a database asks it.
  @Override
  public List<Route> routes() {
    List<Route> all = new ArrayList<>(routes.table());
    if (configuration.scope() != Scope.BOT) {
      all.addAll(WebApp.routes(configuration));
    }
    return all;
  }

  @Override
  public List<Sensor> sensors() {
    return List.of(live.sensor());
  }

  @Override
  public void close() {
    live.close();
  }
}
