package berry.dashboard;

import static berry.dashboard.DashboardFixture.ADMIN;
import static berry.dashboard.DashboardFixture.ANNA;
import static berry.dashboard.DashboardFixture.OPERATOR;
import static berry.dashboard.DashboardFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class EscalationApiTest {

  /// Has pressed Start and is none of the team.
  private static final long STRANGER = 666;

  @AutoClose private final DashboardFixture fixture = new DashboardFixture();
  private final String operator = fixture.signIn(OPERATOR);
  private final String admin = fixture.signIn(ADMIN);

  @BeforeEach
  void everybody_has_pressed_start() {
    for (long one : new long[] {ANNA, OPERATOR, OWNER, STRANGER}) {
      fixture.rows.person(one, "P" + one, fixture.clock.instant());
    }
    fixture.contacts.begin();
  }

  @Test
  void shows_the_owner_for_all_while_nobody_is_named() {
    JsonNode all = all();

    assertThat(all.get("pinned").asBoolean()).isFalse();
    assertThat(all.at("/steps/1/afterSeconds").asLong()).isEqualTo(300);
    assertThat(all.at("/steps/2/to").asString()).isEqualTo("all");
    assertThat(all.get("contacts").size()).isEqualTo(3);
    JsonNode first = all.at("/contacts/0");
    assertThat(first.get("source").asString()).isEqualTo("owner");
    assertThat(first.get("reachable").asBoolean()).isTrue();
    assertThat(first.get("why").asString()).isEqualTo("never-tested");
    assertThat(first.get("onCall").asBoolean()).isTrue();
    assertThat(all.at("/onCall/0/personId").asLong()).isEqualTo(OWNER);
    assertThat(all.at("/quietHours/3/from").asString()).isEqualTo("22:00");
    assertThat(all.at("/quietHours/1").isMissingNode()).isTrue();
    assertThat(all.at("/channels/0/id").asString()).isEqualTo("webhook");
  }

  @Test
  void is_as_its_description_says() {
    JsonNode document = DashboardFixture.json(fixture.get("/api/openapi.json", null));
    JsonNode schema =
        document
            .get("paths")
            .get("/api/escalation")
            .at("/get/responses/200/content/application~1json/schema");

    assertThat(Schema.faults(document, schema, all(), "")).isEmpty();
    assertThat(document.toString()).contains("\"1\":", "\"3\":");
  }

  @Test
  void contacts_are_named_by_an_admin() {
    assertThat(choose("{\"developer\":[101,201],\"devops\":[],\"support\":[201]}")).isEqualTo(204);

    JsonNode all = all();
    assertThat(all.at("/contacts/0/name").asString()).isEqualTo("P101");
    assertThat(all.at("/contacts/0/source").asString()).isEqualTo("app");
    assertThat(all.at("/contacts/1/personId").asLong()).isEqualTo(OPERATOR);
    assertThat(all.at("/contacts/1/onCall").asBoolean()).isFalse();
    assertThat(all.at("/onCall/1/personId").asLong()).isEqualTo(OWNER);
    assertThat(fixture.database.one("SELECT act FROM audit ORDER BY id DESC LIMIT 1"))
        .isEqualTo("contact.chosen");
  }

  @Test
  void who_has_not_pressed_start_can_not_be_named() {
    assertThat(choose("{\"developer\":[999],\"devops\":[],\"support\":[]}")).isEqualTo(422);
    assertThat(choose("{\"developer\":[-1],\"devops\":[],\"support\":[]}")).isEqualTo(422);
    assertThat(choose("{\"developer\":[null],\"devops\":[],\"support\":[]}")).isEqualTo(422);
    assertThat(choose("{\"developer\":[101]}")).isEqualTo(422);
    assertThat(choose("{\"developer\":[\"@ann\"],\"devops\":[],\"support\":[]}")).isEqualTo(400);
    assertThat(all().at("/contacts/0/source").asString()).isEqualTo("owner");
  }

  @Test
  void a_link_is_made_once_more_and_belongs_to_its_contact() {
    choose("{\"developer\":[101],\"devops\":[],\"support\":[]}");
    long id = all().at("/contacts/0/id").asLong();

    var made = fixture.post("/api/escalation/contacts/" + id + "/link", admin, "{}");

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode link = DashboardFixture.json(made);
    assertThat(link.get("link").asString())
        .matches("https://t\\.me/berry_bot\\?start=oncall_[A-Za-z0-9_-]{43}");
    assertThat(Instant.parse(link.get("expiresAt").asString()))
        .isEqualTo(fixture.clock.instant().plus(Duration.ofHours(24)));
    String owner = all().at("/contacts/1/id").asString();
    assertThat(posted("/api/escalation/contacts/" + owner + "/link")).isEqualTo(404);
    assertThat(posted("/api/escalation/contacts/x/link")).isEqualTo(404);
  }

  @Test
  void a_test_goes_to_a_contact_once_a_minute() {
    long id = all().at("/contacts/0/id").asLong();
    String path = "/api/escalation/contacts/" + id + "/test";

    assertThat(posted(path)).isEqualTo(202);
    assertThat(posted(path)).isEqualTo(429);
    assertThat(fixture.database.one("SELECT chat_id::text FROM outgoing")).isEqualTo("203");
    assertThat(posted("/api/escalation/contacts/99999/test")).isEqualTo(404);

    fixture.database.run("UPDATE person SET blocked_at = now() WHERE id = 203");
    fixture.clock.pass(Duration.ofMinutes(1));
    assertThat(posted(path)).isEqualTo(409);
  }

  @Test
  void a_role_is_taken_over_and_given_back() {
    Instant until = fixture.clock.instant().plusSeconds(3600);
    assertThat(take("developer", OPERATOR, until)).isEqualTo(204);

    JsonNode turn = all().at("/onCall/0");
    assertThat(turn.get("personId").asLong()).isEqualTo(OPERATOR);
    assertThat(turn.get("taken").asBoolean()).isTrue();
    assertThat(Instant.parse(turn.get("until").asString())).isEqualTo(until);

    assertThat(giveBack("developer")).isEqualTo(204);
    assertThat(giveBack("developer")).isEqualTo(404);
    assertThat(giveBack("pilot")).isEqualTo(404);
    assertThat(all().at("/onCall/0/personId").asLong()).isEqualTo(OWNER);
  }

  @Test
  void a_role_is_not_handed_to_strangers_nor_for_long() {
    Instant now = fixture.clock.instant();
    assertThat(take("developer", STRANGER, now.plusSeconds(60))).isEqualTo(422);
    assertThat(take("developer", 999, now.plusSeconds(60))).isEqualTo(422);
    assertThat(take("pilot", OPERATOR, now.plusSeconds(60))).isEqualTo(422);
    assertThat(take("developer", OPERATOR, now)).isEqualTo(422);
    assertThat(take("developer", OPERATOR, now.plus(Duration.ofDays(7)).plusSeconds(1)))
        .isEqualTo(422);
    assertThat(fixture.post("/api/escalation/oncall", operator, "{}").statusCode()).isEqualTo(422);
    assertThat(all().at("/onCall/0/personId").asLong()).isEqualTo(OWNER);
  }

  @Test
  void quiet_hours_are_chosen_by_severity() {
    assertThat(quiet("{\"1\":null,\"2\":{\"from\":\"23:30\",\"until\":\"06:00\"},\"3\":null}"))
        .isEqualTo(204);

    JsonNode hours = all().get("quietHours");
    assertThat(hours.at("/2/until").asString()).isEqualTo("06:00");
    assertThat(hours.has("3")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"2":{"from":"24:30","until":"06:00"}} | 422
          {"2":{"from":"06:00","until":"06:00"}} | 422
          {"2":{"from":"06:00"}}                 | 422
          {"2":{"from":"6","until":"7"}}         | 422
          {"2":"22:00"}                          | 400
          """)
  void quiet_hours_are_two_times_of_a_day(String body, int status) {
    assertThat(quiet(body)).isEqualTo(status);
    assertThat(all().at("/quietHours/3/from").asString()).isEqualTo("22:00");
  }

  @Test
  void roles_change_hands_by_the_week_where_it_is_chosen() {
    choose("{\"developer\":[101,201],\"devops\":[],\"support\":[]}");
    String body = "{\"developer\":true,\"devops\":false,\"support\":false}";

    assertThat(put("/api/escalation/rotation", body).statusCode()).isEqualTo(204);

    assertThat(all().at("/rotation/developer").asBoolean()).isTrue();
    assertThat(all().at("/onCall/0/until").asString()).isEqualTo("2026-03-09T00:00:00Z");
    assertThat(put("/api/escalation/rotation", "{\"developer\":true}").statusCode()).isEqualTo(422);
  }

  @Test
  void a_stranger_sees_and_changes_nothing() {
    String stranger = fixture.signIn(STRANGER);

    assertThat(fixture.get("/api/escalation", stranger).statusCode()).isEqualTo(403);
    assertThat(fixture.get("/api/escalation", null).statusCode()).isEqualTo(401);
    assertThat(
            fixture
                .send(
                    fixture
                        .to("/api/escalation/contacts", operator)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{}")))
                .statusCode())
        .isEqualTo(403);
    assertThat(fixture.post("/api/escalation/oncall", stranger, "{}").statusCode()).isEqualTo(403);
  }

  private int choose(String body) {
    return put("/api/escalation/contacts", body).statusCode();
  }

  private int quiet(String body) {
    return put("/api/escalation/quiet-hours", body).statusCode();
  }

  private int take(String role, long person, Instant until) {
    String body =
        "{\"role\":\"%s\",\"personId\":%d,\"until\":\"%s\"}".formatted(role, person, until);
    return fixture.post("/api/escalation/oncall", operator, body).statusCode();
  }

  private int giveBack(String role) {
    return fixture
        .send(fixture.to("/api/escalation/oncall/" + role, operator).DELETE())
        .statusCode();
  }

  private int posted(String path) {
    return fixture.post(path, admin, "{}").statusCode();
  }

  private HttpResponse<String> put(String path, String body) {
    return fixture.send(
        fixture
            .to(path, admin)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  private JsonNode all() {
    return DashboardFixture.json(fixture.get("/api/escalation", operator));
  }
}
