package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Changes;
import berry.database.Database;
import berry.database.Topic;
import berry.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveTest {

  private final DashboardFixture fixture = new DashboardFixture().withTalk();

  // Another replica: it shares nothing with the server but the database.
  private final Database elsewhere = Database.open(fixture.database.address(), 2);
  private final Changes replica = new Changes(elsewhere, fixture.database.address());

  LiveTest() {
    replica.start();
  }

  @AfterEach
  void close() {
    replica.close();
    elsewhere.close();
    fixture.close();
  }

  @Test
  void opens_for_nobody_who_is_not_signed_in() {
    assertThat(fixture.get("/api/live", null).statusCode()).isEqualTo(401);
    assertThat(fixture.get("/api/live", "A".repeat(43)).statusCode()).isEqualTo(401);
  }

  @Test
  void tells_an_ordinary_user_of_nobody_else() {
    try (var anna = fixture.listen(fixture.signIn(DashboardFixture.ANNA), null)) {
      change(Topic.MESSAGE, DashboardFixture.BORIS, DashboardFixture.BORIS);
      change(Topic.PERSON, DashboardFixture.BORIS, null);
      change(Topic.OUTGOING, null, DashboardFixture.BORIS);
      change(Topic.SETTING, null, null);
      change(Topic.MESSAGE, DashboardFixture.ANNA, -500L);
      change(Topic.MESSAGE, DashboardFixture.ANNA, DashboardFixture.ANNA);
      anna.await("me");
      anna.await("conversation:" + DashboardFixture.ANNA);

      assertThat(anna.topics())
          .containsOnly("hello", "me", "conversation:" + DashboardFixture.ANNA);
      assertThat(anna.heard.toString())
          .doesNotContain(String.valueOf(DashboardFixture.BORIS), "-500");
    }
  }

  @Test
  void tells_the_team_of_everybody() {
    try (var admin = fixture.listen(fixture.signIn(DashboardFixture.ADMIN), null);
        var operator = fixture.listen(fixture.signIn(DashboardFixture.OPERATOR), null)) {
      change(Topic.MESSAGE, DashboardFixture.BORIS, DashboardFixture.BORIS);
      change(Topic.SETTING, null, null);

      List.of(
              "overview",
              "conversations",
              "people",
              "conversation:" + DashboardFixture.BORIS,
              "settings")
          .forEach(admin::await);
      List.of("conversations", "people", "system").forEach(operator::await);
      assertThat(operator.topics()).doesNotContain("overview", "settings");
    }
  }

  @Test
  void tells_nobody_but_the_team_what_the_team_does_about_a_conversation() {
    try (var anna = fixture.listen(fixture.signIn(DashboardFixture.ANNA), null);
        var operator = fixture.listen(fixture.signIn(DashboardFixture.OPERATOR), null)) {
      change(Topic.CONVERSATION, DashboardFixture.ANNA, DashboardFixture.ANNA);
      change(Topic.MESSAGE, DashboardFixture.BORIS, DashboardFixture.BORIS);
      operator.await("conversation:" + DashboardFixture.ANNA);
      operator.await("conversation:" + DashboardFixture.BORIS);
      change(Topic.PERSON, DashboardFixture.ANNA, null);
      anna.await("me");

      assertThat(anna.topics()).containsExactly("hello", "me");
    }
  }

  @Test
  void brings_what_another_replica_stored_with_the_time_it_came() {
    try (var anna = fixture.listen(fixture.signIn(DashboardFixture.ANNA), null)) {
      change(Topic.MESSAGE, DashboardFixture.ANNA, DashboardFixture.ANNA);
      var me = anna.await("me");

      assertThat(me.data().get("topic").asString()).isEqualTo("me");
      assertThat(me.data().get("at").asString()).isNotBlank();
      assertThat(me.data().get("receivedAt").asString()).isEqualTo("2026-03-02T12:00:00Z");
      assertThat(Long.parseLong(me.id())).isPositive();
    }
  }

  @Test
  void brings_what_was_stored_while_the_app_was_opening() {
    change(Topic.MESSAGE, DashboardFixture.ANNA, DashboardFixture.ANNA);

    try (var anna = fixture.listen(fixture.signIn(DashboardFixture.ANNA), null)) {
      anna.await("me");
      assertThat(anna.topics()).doesNotContain("reset");
    }
  }

  @Test
  void misses_nothing_between_two_streams() {
    String token = fixture.signIn(DashboardFixture.ADMIN);
    String lastId;
    try (var first = fixture.listen(token, null)) {
      change(Topic.MESSAGE, DashboardFixture.ANNA, DashboardFixture.ANNA);
      first.await("conversation:" + DashboardFixture.ANNA);
      lastId = first.lastId();
    }
    for (long chat = 1000; chat < 1050; chat++) {
      change(Topic.MESSAGE, DashboardFixture.BORIS, chat);
    }

    try (var second = fixture.listen(token, lastId)) {
      for (long chat = 1000; chat < 1050; chat++) {
        second.await("conversation:" + chat);
      }
      assertThat(second.topics()).doesNotContain("reset");
    }
  }

  @Test
  void says_so_when_it_cannot_resume() {
    String token = fixture.signIn(DashboardFixture.ANNA);
    change(Topic.MESSAGE, DashboardFixture.ANNA, DashboardFixture.ANNA);

    for (String unknown : new String[] {"999999999", "nonsense", "-1"}) {
      try (var anna = fixture.listen(token, unknown)) {
        anna.await("reset");
      }
    }
  }

  @Test
  void a_burst_ends_no_stream() {
    try (var owner = fixture.listen(fixture.signIn(DashboardFixture.OWNER), null)) {
      elsewhere
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  "INSERT INTO change (topic, person_id, chat_id)"
                      + " SELECT 'message', id, id FROM generate_series(1001, 5000) AS id"));
      replica.wroteInBatch();
      owner.await("reset");
      assertThat(Long.parseLong(owner.lastId())).isPositive();

      change(Topic.MESSAGE, DashboardFixture.ANNA, DashboardFixture.ANNA);
      Await.until(
          Duration.ofSeconds(10),
          () ->
              owner.topics().contains("conversation:" + DashboardFixture.ANNA)
                  || Long.parseLong(owner.lastId()) >= fixture.changes.newest());
      assertThat(fixture.live.viewers()).isEqualTo(1);
    }
  }

  @Test
  void ends_with_the_session_and_with_no_other() {
    String token = fixture.signIn(DashboardFixture.ANNA);
    try (var here = fixture.listen(token, null);
        var there = fixture.listen(fixture.signIn(DashboardFixture.ANNA), null);
        var boris = fixture.listen(fixture.signIn(DashboardFixture.BORIS), null)) {
      fixture.send(fixture.to("/api/session", token).DELETE());

      here.awaitEnd();
      change(Topic.MESSAGE, DashboardFixture.ANNA, DashboardFixture.ANNA);
      change(Topic.MESSAGE, DashboardFixture.BORIS, DashboardFixture.BORIS);
      there.await("me");
      boris.await("me");
      Await.until(Duration.ofSeconds(10), () -> fixture.live.viewers() == 2);
    }
  }

  @Test
  void ends_on_every_device_and_for_no_stranger_when_somebody_signs_out_everywhere() {
    String token = fixture.signIn(DashboardFixture.ANNA);
    try (var here = fixture.listen(token, null);
        var there = fixture.listen(fixture.signIn(DashboardFixture.ANNA), null);
        var boris = fixture.listen(fixture.signIn(DashboardFixture.BORIS), null)) {
      fixture.send(fixture.to("/api/session?everywhere=true", token).DELETE());

      here.awaitEnd();
      there.awaitEnd();
      change(Topic.MESSAGE, DashboardFixture.BORIS, DashboardFixture.BORIS);
      boris.await("me");
      Await.until(Duration.ofSeconds(10), () -> fixture.live.viewers() == 1);
    }
  }

  @Test
  void forgets_the_team_for_who_has_left_it() {
    try (var admin = fixture.listen(fixture.signIn(DashboardFixture.ADMIN), null)) {
      change(Topic.SETTING, null, null);
      admin.await("settings");
      fixture.staff.dismiss(DashboardFixture.ADMIN, DashboardFixture.OWNER);
      Await.until(
          Duration.ofSeconds(10),
          () -> {
            admin.heard.clear();
            change(Topic.SETTING, null, null);
            change(Topic.MESSAGE, DashboardFixture.ADMIN, DashboardFixture.ADMIN);
            admin.await("conversation:" + DashboardFixture.ADMIN);
            return Set.of("me", "conversation:" + DashboardFixture.ADMIN)
                .containsAll(admin.topics());
          });
    }
  }

  @Test
  void lets_the_oldest_stream_of_one_person_go() {
    String token = fixture.signIn(DashboardFixture.ANNA);
    var oldest = fixture.listen(token, null);
    for (int i = 0; i < 10; i++) {
      fixture.listen(token, null);
    }

    oldest.awaitEnd();
    Await.until(Duration.ofSeconds(10), () -> fixture.live.viewers() == 10);
  }

  /// As the intake of another replica writes it.
  private void change(Topic topic, @Nullable Long person, @Nullable Long chat) {
    elsewhere
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO change (topic, person_id, chat_id, received_at) VALUES (?, ?, ?, ?)",
                topic.word(),
                person,
                chat,
                fixture.clock.instant()));
    replica.wroteInBatch();
  }
}
