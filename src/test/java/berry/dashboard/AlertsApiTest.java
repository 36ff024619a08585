package berry.dashboard;

import static berry.dashboard.DashboardFixture.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class AlertsApiTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture();
  private final String operator = fixture.signIn(OPERATOR);

  @Test
  void shows_every_rule_and_where_it_stands() {
    fixture.database.run(
        """
        INSERT INTO alert (key, state, since, judged_at, value, replica, memory)
        VALUES ('cpu', 'pending', '2026-03-02T11:58:00Z', '2026-03-02T12:00:00Z', 0.91, 'a:1',
          '{"memory":{"overMillis":120000,"wellMillis":0,"silentMillis":0,"had":true,
            "told":false,"few":false},"fired":[],"counted":0}')
        """);

    JsonNode items = all().get("items");

    assertThat(items.size()).isEqualTo(13);
    JsonNode cpu = items.get(0);
    assertThat(cpu.get("key").asString()).isEqualTo("cpu");
    assertThat(cpu.get("state").asString()).isEqualTo("pending");
    assertThat(cpu.get("pendingSeconds").asDouble()).isEqualTo(120);
    assertThat(cpu.get("unit").asString()).isEqualTo("share");
    assertThat(cpu.get("forSeconds").asLong()).isEqualTo(300);
    assertThat(cpu.get("because").asString()).contains("91 %", "above 80 %");
    assertThat(items.get(1).get("state").asString()).isEqualTo("no_data");
  }

  @Test
  void a_silence_shows_who_until_when_and_why_and_can_be_ended() {
    assertThat(silence("disk", fixture.clock.instant().plusSeconds(60), "new disk")).isEqualTo(204);

    JsonNode silence = all().at("/items/2/silence");
    assertThat(silence.get("reason").asString()).isEqualTo("new disk");
    assertThat(fixture.database.one("SELECT act FROM audit ORDER BY id DESC LIMIT 1"))
        .isEqualTo("alert.silenced");
    String path = "/api/alerts/disk/silence";
    assertThat(fixture.send(fixture.to(path, operator).DELETE()).statusCode()).isEqualTo(204);
    assertThat(fixture.send(fixture.to(path, operator).DELETE()).statusCode()).isEqualTo(404);
  }

  @Test
  void a_reason_stays_on_its_line_and_moves_nothing() {
    Instant soon = fixture.clock.instant().plusSeconds(60);
    String escape = "\\u001b";
    assertThat(silence("disk", soon, " new" + escape + "[2J\\n\\u202edisk\\u0000 ")).isEqualTo(204);

    assertThat(all().at("/items/2/silence/reason").asString()).isEqualTo("new [2J disk");
    assertThat(silence("disk", soon, "\\u200b\\u2060\\ud800")).isEqualTo(422);
  }

  @Test
  void says_what_it_does_not_take() {
    Instant now = fixture.clock.instant();
    assertThat(silence("disk", now.minusSeconds(1), "past")).isEqualTo(422);
    assertThat(silence("disk", now.plus(Duration.ofDays(8)), "long")).isEqualTo(422);
    assertThat(silence("disk", now.plusSeconds(60), " ")).isEqualTo(422);
    assertThat(silence("disk", now.plusSeconds(60), "x".repeat(201))).isEqualTo(422);
    assertThat(silence("moon", now.plusSeconds(60), "x")).isEqualTo(404);
  }

  @Test
  void a_window_silences_all_rules_and_can_be_planned() {
    Instant now = fixture.clock.instant();
    String body =
        "{\"startsAt\":\"%s\",\"until\":\"%s\",\"reason\":\"move\"}"
            .formatted(now.plusSeconds(60), now.plusSeconds(600));
    var made = fixture.post("/api/alerts/windows", operator, body);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(all().at("/windows/0/reason").asString()).isEqualTo("move");
    assertThat(
            all().at("/items/0/silence").isMissingNode() || all().at("/items/0/silence").isNull())
        .isTrue();

    fixture.clock.pass(Duration.ofMinutes(2));
    assertThat(all().at("/items/0/silence/reason").asString()).isEqualTo("move");

    long id = DashboardFixture.json(made).get("id").asLong();
    assertThat(
            fixture.send(fixture.to("/api/alerts/windows/" + id, operator).DELETE()).statusCode())
        .isEqualTo(204);
    assertThat(all().get("windows").size()).isZero();
  }

  @Test
  void a_test_goes_to_the_owner_once_a_minute() {
    assertThat(test()).isEqualTo(202);
    assertThat(test()).isEqualTo(429);
    fixture.clock.pass(Duration.ofMinutes(1));
    assertThat(test()).isEqualTo(202);
    assertThat(fixture.database.one("SELECT body ->> 'text' FROM outgoing LIMIT 1"))
        .contains("test");
  }

  @Test
  void the_owner_is_written_to_in_the_language_of_their_telegram_or_the_one_they_chose() {
    fixture.rows.person(DashboardFixture.OWNER, "Owner", fixture.clock.instant());
    fixture.database.run("UPDATE person SET language = NULL, language_code = 'ru'");
    assertThat(test()).isEqualTo(202);
    assertThat(newest()).contains("Это проверка");

    fixture.clock.pass(Duration.ofMinutes(1));
    fixture.database.run("UPDATE person SET language = 'en'");
    assertThat(test()).isEqualTo(202);
    assertThat(newest()).contains("This is a test");
  }

  @Test
  void a_test_says_that_nobody_would_hear_it() {
    fixture.rows.person(DashboardFixture.OWNER, "Owner", fixture.clock.instant());
    fixture.database.run("UPDATE person SET blocked_at = now()");

    assertThat(test()).isEqualTo(409);
  }

  private String newest() {
    return fixture.database.one("SELECT body ->> 'text' FROM outgoing ORDER BY id DESC LIMIT 1");
  }

  private int test() {
    return fixture.post("/api/alerts/cpu/test", operator, "{}").statusCode();
  }

  private int silence(String key, Instant until, String reason) {
    return fixture
        .post(
            "/api/alerts/" + key + "/silence",
            operator,
            "{\"until\":\"%s\",\"reason\":\"%s\"}".formatted(until, reason))
        .statusCode();
  }

  private JsonNode all() {
    return DashboardFixture.json(fixture.get("/api/alerts", operator));
  }
}
