package berry.dashboard;

import static berry.dashboard.DashboardFixture.ADMIN;
import static berry.dashboard.DashboardFixture.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import berry.conversations.Templates;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class TemplatesApiTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture();
  private final String operator = fixture.signIn(OPERATOR);
  private final String admin = fixture.signIn(ADMIN);

  @Test
  void what_an_admin_writes_an_operator_reads_with_who_wrote_it() {
    fixture.rows.person(ADMIN, "Vera", fixture.clock.instant());

    assertThat(put("цены", "{\"texts\":{\"ru\":\" Здравствуйте, {name}! \",\"en\":\"\"}}"))
        .isEqualTo(204);

    JsonNode one = all().get(0);
    assertThat(one.get("name").asString()).isEqualTo("цены");
    assertThat(one.at("/texts/ru").asString()).isEqualTo("Здравствуйте, {name}!");
    assertThat(one.get("texts").has("en")).isFalse();
    assertThat(one.at("/changedBy/name").asString()).isEqualTo("Vera");

    fixture.team.change(ADMIN, null, "Vera of the shop", DashboardFixture.OWNER);
    assertThat(all().at("/0/changedBy/name").asString()).isEqualTo("Vera of the shop");
  }

  @Test
  void writing_again_puts_the_new_texts_in_place_of_the_old() {
    put("prices", "{\"texts\":{\"ru\":\"раз\",\"en\":\"one\"}}");
    long id = all().at("/0/id").asLong();

    put("prices", "{\"texts\":{\"en\":\"two\"}}");

    assertThat(all().size()).isEqualTo(1);
    assertThat(all().at("/0/id").asLong()).isEqualTo(id);
    assertThat(all().at("/0/texts").propertyNames()).containsExactly("en");
  }

  @Test
  void says_what_it_does_not_take() {
    String good = "{\"texts\":{\"ru\":\"да\"}}";
    assertThat(put("two words", good)).isEqualTo(422);
    assertThat(put("x".repeat(33), good)).isEqualTo(422);
    assertThat(put("empty", "{\"texts\":{}}")).isEqualTo(422);
    assertThat(put("empty", "{\"texts\":{\"ru\":\" \\u0000 \"}}")).isEqualTo(422);
    assertThat(put("none", "{}")).isEqualTo(422);
    assertThat(put("long", text(Templates.LONGEST + 1))).isEqualTo(422);
    assertThat(put("long", text(Templates.LONGEST))).isEqualTo(204);
    assertThat(all().size()).isEqualTo(1);
  }

  @Test
  void has_room_for_two_hundred() {
    fixture
        .database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO template (name, texts)
                SELECT 'n' || n, '{"ru":"да"}'
                FROM generate_series(1, 200) AS n
                """));

    assertThat(put("another", text(1))).isEqualTo(422);
    assertThat(put("n7", text(1))).isEqualTo(204);
  }

  @Test
  void deletes_one_by_its_name() {
    put("prices", text(1));

    assertThat(delete(operator, "prices")).isEqualTo(403);
    assertThat(delete(admin, "prices")).isEqualTo(204);
    assertThat(delete(admin, "prices")).isEqualTo(404);
    assertThat(all().size()).isZero();
  }

  @Test
  void tells_open_screens_of_the_team() {
    try (LiveClient reader = fixture.listen(operator, null);
        LiveClient writer = fixture.listen(admin, null)) {
      put("prices", text(1));

      reader.await("settings");
      writer.await("settings");
    }
  }

  private JsonNode all() {
    return DashboardFixture.json(fixture.get("/api/templates", operator)).get("items");
  }

  private static String text(int length) {
    return "{\"texts\":{\"en\":\"" + "x".repeat(length) + "\"}}";
  }

  private int put(String name, String body) {
    return fixture
        .send(
            fixture
                .to(path(name), admin)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)))
        .statusCode();
  }

  private int delete(String token, String name) {
    return fixture.send(fixture.to(path(name), token).DELETE()).statusCode();
  }

  private static String path(String name) {
    return "/api/templates/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
