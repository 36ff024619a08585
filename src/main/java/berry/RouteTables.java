package berry;

import berry.dashboard.RoleRoutes;
import berry.http.Route;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What each route must say of itself before the server may take it.
final class RouteTables {

  private RouteTables() {}

  /// The same table, if every route says who may call it, and asks for the role that it says.
  ///
  /// One that was forgotten would be open to everybody, so it stops the start.
  static List<Route> checked(List<Route> table) {
    String silent = named(table, route -> route.contract().access().isBlank());
    if (!silent.isEmpty()) {
      throw new IllegalStateException(
          "nothing says who may call "
              + silent
              + ": wrap it in user(…), admin(…) or anyone(…), outside the dashboard add access(…)");
    }
    String claimed = named(table, route -> !RoleRoutes.keepsItsWord(route));
    if (!claimed.isEmpty()) {
      throw new IllegalStateException(
          claimed + " says a role and asks nobody for it: make it by RoleRoutes");
    }
    return table;
  }

  private static String named(List<Route> table, Predicate<Route> which) {
    return table.stream()
        .filter(which)
        .map(route -> route.method() + " " + route.path())
        .collect(Collectors.joining(", "));
  }
}
