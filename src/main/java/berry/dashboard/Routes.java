package berry.dashboard;

import static berry.dashboard.RoleRoutes.anyone;

import berry.http.Route;
import java.util.List;
import java.util.stream.Stream;

/// Everything the dashboard answers, in one list. The API document is made from it.
public final class Routes {

  private final SessionApi session;
  private final MeApi me;
  private final OverviewApi overview;
  private final Live live;
  private final Probes probes;

  public Routes(SessionApi session, MeApi me, OverviewApi overview, Live live, Probes probes) {
    this.session = session;
    this.me = me;
    this.overview = overview;
    this.live = live;
    this.probes = probes;
  }

  public List<Route> table() {
    List<Route> table =
        Stream.of(session.routes(), me.routes(), overview.routes(), live.routes(), probes.routes())
            .flatMap(List::stream)
            .toList();
    Route document = anyone(Route.get("/api/openapi.json", new OpenApi(table)::answer));
    return Stream.concat(table.stream(), Stream.of(document)).toList();
  }
}
