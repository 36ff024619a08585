package berry;

import berry.http.Route;
import java.util.List;
import java.util.stream.Collectors;

/// What each route must say of itself before the server may take it.
final class RouteTables {

  private RouteTables() {}

  /// The same table, if every route says who may call it.
  ///
  /// One that was forgotten would be open to everybody, so it stops the start.
  static List<Route> checked(List<Route> table) {
    String silent =
        table.stream()
            .filter(route -> route.contract().access().isBlank())
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.joining(", "));
    if (!silent.isEmpty()) {
      throw new IllegalStateException(
          "nothing says who may call "
              + silent
              + ": wrap it in user(…), admin(…) or anyone(…), outside the dashboard add access(…)");
    }
    return table;
  }
}
