package berry.dashboard;

import static berry.dashboard.RoleRoutes.anyone;

import berry.http.Route;
import java.util.List;
import java.util.stream.Stream;

/// Everything the dashboard answers, in one list. The API document is made from it.
public final class Routes {

  private final List<Route> routes;

  /// @param tables of each `*Api`
  public Routes(List<List<Route>> tables) {
    this.routes = tables.stream().flatMap(List::stream).toList();
  }

  public List<Route> table() {
    Route document = anyone(Route.get("/api/openapi.json", new OpenApi(routes)::answer));
    return Stream.concat(routes.stream(), Stream.of(document)).toList();
  }
}
