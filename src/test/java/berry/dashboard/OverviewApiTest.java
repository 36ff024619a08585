package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
