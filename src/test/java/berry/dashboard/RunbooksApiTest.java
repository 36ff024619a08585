package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class RunbooksApiTest {

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

  private HttpResponse<String> get(String name) {
    return dashboard.get("/api/runbooks/" + name, dashboard.signIn(DashboardFixture.OPERATOR));
  }
}
