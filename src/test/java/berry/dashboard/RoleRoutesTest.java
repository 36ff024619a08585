package berry.dashboard;

import static berry.dashboard.RoleRoutes.anyone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import berry.access.Role;
import berry.access.Sessions;
import berry.http.Exchange;
import berry.http.Route;
import berry.http.Server;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// One route of each kind and each method, and who gets past it.
final class RoleRoutesTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture();
  private final RoleRoutes roles = new RoleRoutes(fixture.sessions);
  private final List<Sessions.Caller> called = new CopyOnWriteArrayList<>();
  private final List<Route> table =
      List.of(
          roles.user(RoleRoutes.get("/user", this::take)),
          roles.operator(RoleRoutes.post("/operator", this::take)),
          roles.admin(RoleRoutes.put("/admin", this::take)),
          roles.owner(RoleRoutes.patch("/owner", this::take)),
          roles.owner(RoleRoutes.delete("/owner", this::take)),
          anyone(Route.get("/anyone", exchange -> exchange.status(204))));

  @AutoClose private final Server server = new Server(Server.Options.on("127.0.0.1", 0)).add(table);

  private final int port = server.start();
  private final List<String> people =
      List.of(
          fixture.signIn(DashboardFixture.ANNA),
          fixture.signIn(DashboardFixture.OPERATOR),
          fixture.signIn(DashboardFixture.ADMIN),
          fixture.signIn(DashboardFixture.OWNER));

  @Test
  void a_route_lets_in_its_role_and_those_above() {
    assertThat(statuses("GET", "/user")).containsExactly(204, 204, 204, 204);
    assertThat(statuses("POST", "/operator")).containsExactly(403, 204, 204, 204);
    assertThat(statuses("PUT", "/admin")).containsExactly(403, 403, 204, 204);
    assertThat(statuses("PATCH", "/owner")).containsExactly(403, 403, 403, 204);
    assertThat(statuses("DELETE", "/owner")).containsExactly(403, 403, 403, 204);
    assertThat(statuses("GET", "/anyone")).containsExactly(204, 204, 204, 204);
  }

  @Test
  void a_route_says_the_word_it_checks() {
    assertThat(table)
        .extracting(route -> route.contract().access())
        .containsExactly("user", "operator", "admin", "owner", "owner", "anyone");
  }

  @Test
  void nobody_signed_in_is_sent_to_the_bot() {
    assertThat(ask("GET", "/user", null).statusCode()).isEqualTo(401);
    assertThat(ask("GET", "/anyone", null).statusCode()).isEqualTo(204);
    assertThat(called).isEmpty();
  }

  @Test
  void the_handler_is_told_who_calls() {
    ask("POST", "/operator", people.get(1));

    assertThat(called)
        .extracting(Sessions.Caller::personId, Sessions.Caller::role)
        .containsExactly(tuple(DashboardFixture.OPERATOR, Role.OPERATOR));
  }

  @Test
  void who_is_refused_learns_which_role_is_asked_for_and_the_handler_nothing() {
    HttpResponse<String> answer = ask("PUT", "/admin", people.get(1));

    assertThat(DashboardFixture.json(answer).get("detail").asString())
        .isEqualTo("this needs the role admin");
    assertThat(called).isEmpty();
  }

  private void take(Exchange exchange, Sessions.Caller caller) {
    called.add(caller);
    exchange.status(204);
  }

  /// What the user, the operator, the admin and the owner get.
  private List<Integer> statuses(String method, String path) {
    return people.stream().map(token -> ask(method, path, token).statusCode()).toList();
  }

  private HttpResponse<String> ask(String method, String path, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    return fixture.send(
        token == null ? request : request.header("Authorization", "Bearer " + token));
  }
}
