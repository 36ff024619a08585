package berry;

import berry.audience.Audience;
import berry.audience.Behind;
import berry.config.Scope;
import berry.conversations.Feed;
import berry.dashboard.About;
import berry.dashboard.Callers;
import berry.dashboard.Live;
import berry.dashboard.MeApi;
import berry.dashboard.OverviewApi;
import berry.dashboard.Probes;
import berry.dashboard.Routes;
import berry.dashboard.SessionApi;
import berry.dashboard.Strip;
import berry.http.Headers;
import berry.http.Route;
import berry.http.StaticFiles;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The document's second service: shows people their own data and the team everything.
final class DashboardPart implements AutoCloseable {

  private final Core core;
  private final Live live;
  private final Routes routes;

  DashboardPart(
      Core core, Supplier<String> username, Supplier<Strip> strip, BooleanSupplier draining) {
    this.core = core;
    String version = Version.current();
    Callers callers = new Callers(core.sessions());
    this.live = new Live(callers, core.sessions(), core.changes(), core.clock(), version);
    var metricsToken = core.configuration().metricsToken();
    this.routes =
        new Routes(
            new SessionApi(
                callers, core.sessions(), core.codes(), core.token(), core.clock(), version),
            new MeApi(callers, core.database(), core.clock(), new About(version, username)),
            new OverviewApi(
                callers,
                new Audience(core.database(), core.choices(), core.clock()),
                new Behind(core.database(), core.choices(), core.clock()),
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

  /// `berry start bot` answers probes only.
  List<Route> routes() {
    if (core.configuration().scope() == Scope.BOT) {
      return routes.table().stream().filter(one -> !one.path().startsWith("/api/")).toList();
    }
    List<Route> all = new ArrayList<>(routes.table());
    all.addAll(new StaticFiles("/web", Headers.page(framers())).routes());
    return all;
  }

  /// Who may show the Mini App in a frame: Telegram's web clients, our own sandbox, and the server
  /// that stands for Telegram when one is named.
  private List<String> framers() {
    URI api = core.configuration().telegramApiUrl();
    Stream<String> usual =
        Stream.of("'self'", "https://web.telegram.org", "https://*.telegram.org");
    return api == null
        ? usual.toList()
        : Stream.concat(usual, Stream.of(api.getScheme() + "://" + api.getRawAuthority())).toList();
  }

  @Override
  public void close() {
    live.close();
  }
}
