package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import berry.http.Route;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every role against every route: what the table promises is what the server does.
final class AuthorizationTest {

  /// From the least to the most.
  private static final List<String> ROLES = List.of("anyone", "user", "operator", "admin", "owner");

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();

  @TestFactory
  Stream<DynamicTest> lets_in_whom_the_table_names_and_nobody_else() {
    var cells = new ArrayList<DynamicTest>();
    for (Route route : fixture.table) {
      if (route.path().equals("/api/live")) {
        continue; // answers for minutes; LiveTest knows who may open it
      }
      people()
          .forEach((role, token) ->
              cells.add(
                  dynamicTest(
                      role + " " + route.method() + " " + route.path(),
                      () -> check(route, role, token))));
    }
    return cells.stream();
  }

  @Test
  void names_a_role_or_anyone_at_each_route_of_the_api() {
    assertThat(fixture.table)
        .filteredOn(route -> route.path().startsWith("/api/"))
        .isNotEmpty()
        .allSatisfy(route ->
            assertThat(route.contract().access())
                .as(route.method() + " " + route.path())
                .isIn(ROLES));
  }

  private void check(Route route, String role, String token) {
    HttpResponse<String> answer = ask(route, token);

    String needed = route.contract().access();
    String asked = role.equals("forged") ? "anyone" : role;
    if (ROLES.indexOf(asked) >= ROLES.indexOf(needed)) {
      assertThat(answer.statusCode()).as(answer.body()).isNotIn(403, 500);
      if (!needed.equals("anyone")) {
        assertThat(answer.statusCode()).isNotEqualTo(401);
      }
    } else {
      // So many routes, so many made-up tokens from one address: in the end it is slowed down.
      List<Integer> refused =
          role.equals("forged") ? List.of(401, 429) : List.of(asked.equals("anyone") ? 401 : 403);
      assertThat(answer.statusCode()).isIn(refused);
      assertThat(answer.body()).doesNotContain("Anna", "Boris", "question", "answer");
    }
  }

  private HttpResponse<String> ask(Route route, String token) {
    String path =
        route
                .path()
                .replace("{chatId}", Long.toString(DashboardFixture.ANNA))
                .replaceAll("\\{\\w+}", "1.2.3")
            + "?tile=activePeople";
    return fixture.send(
        fixture
            .to(path, token)
            .header("Content-Type", "application/json")
            .method(
                route.method(),
                route.method().equals("POST")
                    ? HttpRequest.BodyPublishers.ofString("{}")
                    : HttpRequest.BodyPublishers.noBody()));
  }

  /// A token each; signing out must not disturb the next cell, so each asks under a new session.
  private Map<String, String> people() {
    var people = new LinkedHashMap<String, String>();
    people.put("anyone", "");
    people.put("forged", "A".repeat(43));
    people.put("user", fixture.signIn(DashboardFixture.ANNA));
    people.put("operator", fixture.signIn(DashboardFixture.OPERATOR));
    people.put("admin", fixture.signIn(DashboardFixture.ADMIN));
    people.put("owner", fixture.signIn(DashboardFixture.OWNER));
    return people;
  }
}
