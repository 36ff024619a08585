package berry;

import berry.audience.Audience;
import berry.audience.TileRows;
import berry.config.Scope;
import berry.conversations.Feed;
import berry.dashboard.About;
import berry.dashboard.IntakeStatus;
import berry.dashboard.Live;
import berry.dashboard.MeApi;
import berry.dashboard.OverviewApi;
import berry.dashboard.Probes;
import berry.dashboard.RoleRoutes;
import berry.dashboard.Routes;
import berry.dashboard.SessionApi;
import berry.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The document's second service: shows people their own data and the team everything.
final class DashboardPart implements AutoCloseable {

  private final Core core;
  private final Live live;
  private final Routes routes;

  DashboardPart(
      Core core,
      Supplier<String> username,
      Supplier<IntakeStatus> strip,
      BooleanSupplier draining) {
    this.core = core;
    String version = Version.current();
    RoleRoutes roles = new RoleRoutes(core.sessions());
    this.live = new Live(roles, core.sessions(), core.changes(), core.clock(), version);
    var metricsToken = core.configuration().metricsToken();
    this.routes =
        new Routes(
            new SessionApi(
                roles, core.sessions(), core.links(), core.token(), core.clock(), version),
            new MeApi(
                roles, core.database(), core.people(), core.clock(), new About(version, username)),
            new OverviewApi(
                roles,
                new Audience(core.database(), core.choices(), core.clock()),
                new TileRows(core.database(), core.choices(), core.clock()),
                new Feed(core.database()),
                strip),
            live,
            new Probes(
                core.database(),
                draining,
                core.metrics(),
                metricsToken == null ? null : metricsToken.reveal(),
                version));
    core.metrics().gauge("berry.live.viewers", live::viewers);
  }

  /// `berry start bot` has no page, but answers the API: a dashboard without a database asks it.
  List<Route> routes() {
    List<Route> all = new ArrayList<>(routes.table());
    if (core.configuration().scope() != Scope.BOT) {
      all.addAll(WebApp.routes(core.configuration()));
    }
    return all;
  }

  @Override
  public void close() {
    live.close();
  }
}
