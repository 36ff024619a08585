package berry.dashboard;

import static berry.dashboard.DashboardFixture.ADMIN;
import static berry.dashboard.DashboardFixture.ANNA;
import static berry.dashboard.DashboardFixture.OPERATOR;
import static berry.dashboard.DashboardFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("sql")
final class SystemApiTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture();

  @Test
  void turns_the_pages_of_deploys_newest_first() {
    for (String version : new String[] {"1.0.0", "1.1.0", "1.2.0"}) {
      fixture.deploys.begin(version, new Deployment(null, null, null), "here/1");
    }
    String token = fixture.signIn(OPERATOR);

    JsonNode first = json(fixture.get("/api/deploys?limit=2", token));
    JsonNode second =
        json(fixture.get("/api/deploys?limit=2&before=" + first.get("next").asString(), token));

    assertThat(first.findValuesAsString("version")).containsExactly("1.2.0", "1.1.0");
    assertThat(first.at("/items/0/before").asString()).isEqualTo("1.1.0");
    assertThat(second.findValuesAsString("version")).containsExactly("1.0.0");
    assertThat(second.has("next")).isFalse();
    assertThat(fixture.get("/api/deploys?before=x", token).statusCode()).isEqualTo(400);
  }

  @Test
  void asks_the_doctor_once_for_all_who_ask_within_a_quarter_of_a_minute() {
    String token = fixture.signIn(OPERATOR);
    JsonNode first = json(fixture.get("/api/system/doctor", token));
    fixture.clock.pass(Duration.ofSeconds(10));
    JsonNode second = json(fixture.get("/api/system/doctor", token));
    fixture.clock.pass(Duration.ofSeconds(6));
    JsonNode third = json(fixture.get("/api/system/doctor", token));

    assertThat(first.get("checks").findValuesAsString("check"))
        .contains("database", "schema", "pooler", "disk", "memory", "web app", "intake");
    assertThat(second.get("at")).isEqualTo(first.get("at"));
    assertThat(third.get("at")).isNotEqualTo(first.get("at"));
  }

  @Test
  void shows_the_configuration_with_its_sources_and_no_secret() {
    var answer = fixture.get("/api/system/config", fixture.signIn(ADMIN));

    JsonNode settings = json(answer).get("settings");
    assertThat(answer.body()).doesNotContain(DashboardFixture.METRICS_TOKEN);
    assertThat(settings)
        .anySatisfy(one -> {
          assertThat(one.get("name").asString()).isEqualTo("METRICS_TOKEN");
          assertThat(one.get("value").asString()).isEqualTo("•••");
          assertThat(one.get("source").asString()).isEqualTo("environment");
          assertThat(one.get("secret").asBoolean()).isTrue();
          assertThat(one.get("pinned").asBoolean()).isTrue();
        });
    assertThat(settings)
        .anySatisfy(one -> {
          assertThat(one.get("name").asString()).isEqualTo("timeZone");
          assertThat(one.get("source").asString()).isEqualTo("default");
        });
    assertThat(settings.findValuesAsString("name")).contains("backup.daily", "backup.keep");
  }

  @Test
  void turns_the_pages_of_changed_settings_for_admins_only() {
    fixture.settings.put("timeZone", "Europe/Moscow", DashboardFixture.OWNER);
    fixture.settings.put("timeZone", "UTC", ADMIN);
    fixture.settings.remove("timeZone", DashboardFixture.OWNER);
    String token = fixture.signIn(ADMIN);

    JsonNode first = json(fixture.get("/api/system/changes?limit=2", token));
    JsonNode second =
        json(
            fixture.get(
                "/api/system/changes?limit=2&before=" + first.get("next").asString(), token));

    assertThat(first.get("items")).hasSize(2);
    assertThat(first.at("/items/0/before").asString()).isEqualTo("\"UTC\"");
    assertThat(first.at("/items/0").has("after")).isFalse();
    assertThat(first.at("/items/1/by").asLong()).isEqualTo(ADMIN);
    assertThat(first.at("/items/1/after").asString()).isEqualTo("\"UTC\"");
    assertThat(second.at("/items/0/name").asString()).isEqualTo("timeZone");
    assertThat(second.has("next")).isFalse();
    assertThat(fixture.get("/api/system/changes?before=x", token).statusCode()).isEqualTo(400);
    for (long stranger : new long[] {ANNA, OPERATOR}) {
      var refused = fixture.get("/api/system/changes", fixture.signIn(stranger));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).doesNotContain("timeZone", "Moscow");
    }
    assertThat(fixture.get("/api/system/changes", null).statusCode()).isEqualTo(401);
  }

  @Test
  void shows_the_log_to_the_team_only_and_masks_it_again() throws IOException {
    var log = fixture.configuration.logFile();
    Files.createDirectories(log.getParent());
    Files.writeString(
        log,
        "2026-03-02T11:00:00.000Z INFO  inbox.Inbox {update=812} Bearer only-for-prometheus\n"
            + "2026-03-02T11:00:01.000Z WARN  http.Call {request=r-1} slow\n");
    String token = fixture.signIn(OPERATOR);

    JsonNode all = json(fixture.get("/api/logs", token));
    JsonNode one = json(fixture.get("/api/logs?update=812", token));
    JsonNode since = json(fixture.get("/api/logs?after=" + all.get("newest").asString(), token));

    assertThat(all.findValuesAsString("level")).containsExactly("warn", "info");
    assertThat(all.get("replica").asString()).isEqualTo("here/1");
    assertThat(one.at("/items/0/message").asString()).isEqualTo("Bearer •••");
    assertThat(one.get("items")).hasSize(1);
    assertThat(since.get("items")).isEmpty();
    assertThat(fixture.get("/api/logs?level=loud", token).statusCode()).isEqualTo(400);
    assertThat(fixture.get("/api/logs?before=x", token).body()).contains("'before'");
    assertThat(fixture.get("/api/logs?after=x", token).body()).contains("'after'");
    var stranger = fixture.get("/api/logs", fixture.signIn(ANNA));
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.body()).doesNotContain("slow");
  }
}
