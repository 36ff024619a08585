package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class MonitoringApiTest {

  @AutoClose private final DashboardFixture dashboard = new DashboardFixture();

  @Test
  void tells_the_team_how_each_part_is() {
    JsonNode health = DashboardFixture.json(get("/api/system/health", DashboardFixture.OPERATOR));

    assertThat(health.get("state").asString()).isEqualTo("working");
    assertThat(health.get("components").values())
        .extracting(one -> one.get("key").asString())
        .containsExactly("intake", "sender", "live", "api", "database", "backups", "disk");
    assertThat(health.get("uptime").values())
        .extracting(one -> one.get("bars").size())
        .containsExactly(48, 84, 30);
  }

  @Test
  void says_whether_anybody_outside_watches() {
    String path = "/api/system/health";
    assertThat(
            DashboardFixture.json(get(path, DashboardFixture.OPERATOR))
                .get("outside")
                .asBoolean(true))
        .isFalse();

    dashboard.watchedFromOutside = true;
    assertThat(
            DashboardFixture.json(get(path, DashboardFixture.OPERATOR))
                .get("outside")
                .asBoolean(false))
        .isTrue();
  }

  @Test
  void a_line_has_a_point_for_each_step_and_a_gap_where_nobody_read() {
    JsonNode metrics =
        DashboardFixture.json(
            get(
                "/api/system/metrics?names=cpu.used,disk.used&range=1h",
                DashboardFixture.OPERATOR));

    assertThat(metrics.get("stepSeconds").asInt()).isEqualTo(10);
    assertThat(metrics.get("series").values())
        .extracting(one -> one.get("name").asString())
        .containsExactly("cpu.used", "disk.used");
    JsonNode points = metrics.get("series").get(0).get("points");
    assertThat(points.size()).isEqualTo(360);
    assertThat(points.get(0).get(1).isNull()).isTrue();
  }

  @Test
  void names_the_parameter_that_makes_no_sense() {
    HttpResponse<String> unknown =
        get("/api/system/metrics?names=cpu.usde", DashboardFixture.OPERATOR);
    HttpResponse<String> none = get("/api/system/metrics", DashboardFixture.OPERATOR);
    HttpResponse<String> range =
        get("/api/system/metrics?names=cpu.used&range=2y", DashboardFixture.OPERATOR);

    HttpResponse<String> nul =
        get("/api/system/metrics?names=cpu.used&replica=%00", DashboardFixture.OPERATOR);
    assertThat(nul.statusCode()).isEqualTo(400);

    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("cpu.usde");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(range.statusCode()).isEqualTo(400);
    assertThat(range.body()).contains("range");
  }

  private HttpResponse<String> get(String path, long person) {
    return dashboard.get(path, dashboard.signIn(person));
  }
}
