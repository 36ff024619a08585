package berry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.http.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouteTablesTest {

  private static final Route SAID = Route.get("/livez", _ -> {}).access("anyone");

  @Test
  void a_route_without_a_role_fails_the_start() {
    List<Route> table =
        List.of(
            SAID, Route.get("/api/x", _ -> {}).summary("Documented"), Route.post("/y", _ -> {}));

    assertThatThrownBy(() -> RouteTables.checked(table))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "nothing says who may call GET /api/x, POST /y: wrap it in user(…), admin(…) or"
                + " anyone(…), outside the dashboard add access(…)");
  }

  @Test
  void a_role_that_is_only_said_fails_the_start() {
    Route open = Route.get("/api/x", _ -> {}).access("admin");

    assertThatThrownBy(() -> RouteTables.checked(List.of(SAID, open)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("GET /api/x says a role and asks nobody for it: make it by RoleRoutes");
  }

  @Test
  void a_blank_word_is_none() {
    assertThatThrownBy(() -> RouteTables.checked(List.of(SAID.access(" "))))
        .hasMessageContaining("GET /livez");
  }

  @Test
  void a_table_that_names_all_callers_is_taken_as_it_is() {
    assertThat(RouteTables.checked(List.of(SAID))).containsExactly(SAID);
  }
}
