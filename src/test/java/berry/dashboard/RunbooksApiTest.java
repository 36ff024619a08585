package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.http.Route;
import berry.testing.Runbook;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class RunbooksApiTest {

  /// Of Berry itself, on this machine or as an example.
  private static final Pattern ROUTE =
      Pattern.compile(
          "(?:https?://(?:127\\.0\\.0\\.1:8080|berry\\.example\\.com)|(?:GET|POST|PUT|DELETE) |`)"
              + "(/(?:api/)?[a-z][A-Za-z/{}-]*)(?!\\w)(?<!/revoke)");

  @AutoClose private final DashboardFixture dashboard = new DashboardFixture();

  @Test
  void gives_the_page_in_the_language_asked_for() {
    assertThat(DashboardFixture.json(get("disk?language=ru")).get("markdown").asString())
        .startsWith("# ")
        .contains("## Что сделать");
    assertThat(DashboardFixture.json(get("disk?language=en")).get("markdown").asString())
        .contains("## Mitigation");
  }

  @Test
  void a_name_that_leads_elsewhere_is_no_runbook() {
    for (String name : new String[] {"nothing", "..%2Fdisk", "disk.md", "%2e%2e"}) {
      assertThat(get(name).statusCode()).isIn(400, 404);
    }
    assertThat(get("disk?language=fr").statusCode()).isEqualTo(400);
  }

  @Test
  void names_only_routes_there_are() {
    Set<String> served = dashboard.table.stream().map(Route::path).collect(Collectors.toSet());
    List<String> named =
        Stream.of("en", "ru")
            .flatMap(language -> Runbook.all(language).stream())
            .flatMap(page -> ROUTE.matcher(page.text()).results())
            .map(found -> found.group(1))
            .toList();

    assertThat(named).contains("/metrics", "/health").isSubsetOf(served);
  }

  private HttpResponse<String> get(String name) {
    return dashboard.get("/api/runbooks/" + name, dashboard.signIn(DashboardFixture.OPERATOR));
  }
}
