package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class MeApiTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();
  private final String anna = fixture.signIn(DashboardFixture.ANNA);

  @Test
  void shows_nobody_the_messages_of_another() {
    var foreign =
        DashboardFixture.json(
                fixture.get("/api/me/messages", fixture.signIn(DashboardFixture.BORIS)))
            .get("items");

    for (var item : foreign) {
      String id = item.get("id").asString();
      assertThat(fixture.get("/api/me/messages/" + id, anna).statusCode()).isEqualTo(404);
      assertThat(
              fixture
                  .get("/api/me/messages/" + id, fixture.signIn(DashboardFixture.OWNER))
                  .statusCode())
          .isEqualTo(404);
    }
    assertThat(foreign).hasSize(2);
    assertThat(fixture.get("/api/me/messages?search=Boris", anna).body())
        .isEqualTo("{\"items\":[]}");
    assertThat(fixture.get("/api/me/messages", anna).body()).doesNotContain("Boris");
    assertThat(fixture.get("/api/me/messages", fixture.signIn(666)).body())
        .isEqualTo("{\"items\":[]}");
  }

  @Test
  void names_the_parameter_that_makes_no_sense() {
    for (String path :
        new String[] {
          "/api/me/messages?limit=0",
          "/api/me/messages?limit=x",
          "/api/me/messages?filter=none",
          "/api/me/messages?before=zzz",
          "/api/me/messages?search=" + "x".repeat(201),
          "/api/me/activity?tz=Moon/Sea"
        }) {
      var answer = fixture.get(path, anna);
      String name = path.replaceAll(".*\\?(\\w+)=.*", "$1");

      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(DashboardFixture.json(answer).get("detail").asString()).contains("'" + name + "'");
    }
  }

  @Test
  void says_who_i_am_and_that_i_was_answered() {
    var me = DashboardFixture.json(fixture.get("/api/me", anna));

    assertThat(me.at("/person/id").asLong()).isEqualTo(DashboardFixture.ANNA);
    assertThat(me.at("/person/firstName").asString()).isEqualTo("Anna");
    assertThat(me.at("/person/role").asString()).isEqualTo("user");
    assertThat(me.at("/person/firstSeenAt").asString()).isEqualTo("2026-03-02T10:00:00Z");
    assertThat(me.at("/bot/username").asString()).isEqualTo("berry_bot");
    assertThat(me.at("/question/state").asString()).isIn("none", "answered");
  }

  @Test
  void pages_through_my_messages_newest_first() {
    var first = DashboardFixture.json(fixture.get("/api/me/messages?limit=1", anna));
    var second =
        DashboardFixture.json(
            fixture.get("/api/me/messages?limit=1&before=" + first.get("next").asString(), anna));

    assertThat(first.at("/items/0/text").asString()).isEqualTo("answer to Anna");
    assertThat(first.at("/items/0/direction").asString()).isEqualTo("out");
    assertThat(second.at("/items/0/text").asString()).isEqualTo("question of Anna");
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void shows_one_message_with_its_versions_and_two_weeks_of_bars() {
    String id =
        DashboardFixture.json(fixture.get("/api/me/messages", anna)).at("/items/0/id").asString();

    var one = DashboardFixture.json(fixture.get("/api/me/messages/" + id, anna));
    assertThat(one.at("/item/id").asString()).isEqualTo(id);
    assertThat(one.at("/item/text").asString()).isEqualTo("answer to Anna");
    assertThat(one.get("versions")).isEmpty();
    var activity = DashboardFixture.json(fixture.get("/api/me/activity?tz=Europe/Moscow", anna));
    assertThat(activity.get("days")).hasSize(14);
    assertThat(activity.get("messages").asLong()).isEqualTo(1);
  }

  @Test
  void knows_somebody_who_never_wrote_by_the_id_alone() {
    String stranger = fixture.signIn(999);

    var me = DashboardFixture.json(fixture.get("/api/me", stranger));

    assertThat(me.at("/person/id").asLong()).isEqualTo(999);
    assertThat(me.at("/person/firstName").asString()).isEmpty();
    assertThat(me.get("person").has("firstSeenAt")).isFalse();
    assertThat(me.at("/question/state").asString()).isEqualTo("none");
    assertThat(DashboardFixture.json(fixture.get("/api/me/messages", stranger)).get("items"))
        .isEmpty();
    assertThat(
            DashboardFixture.json(fixture.get("/api/me/activity", stranger))
                .get("messages")
                .asLong())
        .isZero();
  }
}
