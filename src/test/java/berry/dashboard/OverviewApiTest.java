package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("sql")
final class OverviewApiTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();
  private final String admin = fixture.signIn(DashboardFixture.ADMIN);

  @Test
  void names_the_parameter_that_makes_no_sense() {
    assertThat(fixture.get("/api/overview?range=1y", admin).statusCode()).isEqualTo(400);
    assertThat(fixture.get("/api/overview?data=all", admin).statusCode()).isEqualTo(400);
    assertThat(fixture.get("/api/overview/rows", admin).statusCode()).isEqualTo(400);
    assertThat(fixture.get("/api/overview/rows?tile=money", admin).statusCode()).isEqualTo(400);
    assertThat(fixture.get("/api/overview/feed?before=1", admin).statusCode()).isEqualTo(400);
  }

  @Test
  void gives_each_range_its_tiles_series_and_lists() {
    for (String range : new String[] {"24h", "7d", "30d", "90d", "12mo", "all"}) {
      var answer = fixture.get("/api/overview?tz=Asia/Kathmandu&range=" + range, admin);
      var overview = DashboardFixture.json(answer);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(overview.at("/period/range").asString()).isEqualTo(range);
      assertThat(overview.at("/strip/mode").asString()).isEqualTo("sandbox");
      assertThat(overview.at("/tiles/newPeople/value").asLong()).isEqualTo(2);
      assertThat(overview.at("/series/at"))
          .hasSize(overview.at("/series/messagesIn").size())
          .isNotEmpty();
      assertThat(overview.get("lists").has("commands")).isTrue();
    }
  }

  /// In this order on the screen, whoever counts it.
  @Test
  void says_what_needs_a_human() {
    Instant now = fixture.clock.instant();
    Instant hourAgo = now.minus(Duration.ofHours(1));
    fixture.rows.run(
        "UPDATE chat SET waiting_since = ? WHERE id = ?", Rows.at(hourAgo), DashboardFixture.ANNA);
    fixture.rows.run(
        "INSERT INTO incoming (bot_id, update_id, received_at, kind, state, body)"
            + " VALUES (1, 1, ?, 'message', 'quarantined', '')",
        Rows.at(now));
    fixture.rows.outgoing(1, "sendMessage", "{}", "failed", now);
    fixture.rows.outgoing(1, "sendMessage", "{}", "failed", now.minus(Duration.ofDays(2)));
    fixture.rows.outgoing(1, "answerCallbackQuery", "{}", "failed", now);
    fixture.rows.outgoing(1, "setChatMenuButton", "{}", "failed", now);
    fixture.rows.outgoing(1, "sendChatAction", "{}", "unknown", now);
    fixture.rows.outgoing(1, "sendMessage", "{}", "unknown", now);
    fixture.rows.outgoing(1, "sendMessage", "{}", "queued", now);
    fixture.rows.outgoing(1, "sendMessage", "{}", "sending", hourAgo);

    assertThat(attention("real"))
        .containsExactly(
            "unanswered 1 2026-03-02T11:00:00Z",
            "quarantined 1 2026-03-02T12:00:00Z",
            "failed 1 2026-03-02T12:00:00Z",
            "unknown 1 2026-03-02T12:00:00Z",
            "queue 1 2026-03-02T11:00:00Z");
    assertThat(attention("demo")).isEmpty();
  }

  @Test
  void tells_of_an_outage_for_a_day_after_it() {
    Instant ended = fixture.clock.instant().minus(Duration.ofHours(23));
    fixture.rows.run(
        "INSERT INTO outage (began_at, ended_at, messages) VALUES (?, ?, 3), (?, ?, 5)",
        Rows.at(ended.minus(Duration.ofHours(9))),
        Rows.at(ended.minus(Duration.ofHours(8))),
        Rows.at(ended.minus(Duration.ofHours(1))),
        Rows.at(ended));

    assertThat(overview("real").get("caughtUp").toString())
        .isEqualTo(
            "{\"from\":\"2026-03-01T12:00:00Z\",\"to\":\"2026-03-01T13:00:00Z\",\"messages\":5}");
    assertThat(overview("demo").has("caughtUp")).isFalse();

    fixture.clock.pass(Duration.ofHours(1));
    assertThat(overview("real").has("caughtUp")).isFalse();
  }

  private List<String> attention(String data) {
    return overview(data)
        .get("attention")
        .valueStream()
        .map(one ->
            "%s %s %s"
                .formatted(
                    one.get("kind").asString(),
                    one.get("count").asLong(),
                    one.get("since").asString()))
        .toList();
  }

  private JsonNode overview(String data) {
    return DashboardFixture.json(fixture.get("/api/overview?data=" + data, admin));
  }

  @Test
  void shows_the_team_everybody_but_no_demonstration() {
    var feed = DashboardFixture.json(fixture.get("/api/overview/feed", admin));

    assertThat(feed.get("items")).hasSize(4);
    assertThat(feed.at("/items/0/item/id").asString()).isNotEmpty();
    assertThat(feed.at("/items/0/person/firstName").asString()).isIn("Anna", "Boris");
    assertThat(
            DashboardFixture.json(fixture.get("/api/overview/feed?data=demo", admin)).get("items"))
        .isEmpty();
  }

  @Test
  void shows_as_many_rows_as_the_tile_says() {
    var rows = DashboardFixture.json(fixture.get("/api/overview/rows?tile=newPeople", admin));

    assertThat(rows.get("items")).hasSize(2);
    assertThat(rows.at("/items/0/person/id").asLong())
        .isIn(DashboardFixture.ANNA, DashboardFixture.BORIS);
  }
}
