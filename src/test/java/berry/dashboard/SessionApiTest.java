package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.http.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SessionApiTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();

  @Test
  void refuses_forged_launch_data() {
    String genuine = fixture.initData(DashboardFixture.ANNA, fixture.clock.instant());

    assertThat(launch(genuine.replace("101", "203")).statusCode()).isEqualTo(401);
    assertThat(launch("hash=00").statusCode()).isEqualTo(401);
    assertThat(launch("").statusCode()).isEqualTo(401);
  }

  @Test
  void refuses_launch_data_older_than_a_day() {
    String old =
        fixture.initData(
            DashboardFixture.ANNA, fixture.clock.instant().minus(Duration.ofHours(25)));

    assertThat(launch(old).statusCode()).isEqualTo(401);
  }

  @Test
  void refuses_launch_data_from_before_the_sign_out() {
    String data = fixture.initData(DashboardFixture.ANNA, fixture.clock.instant());
    String token = DashboardFixture.json(launch(data)).get("token").asString();
    assertThat(fixture.get("/api/me", token).statusCode()).isEqualTo(200);

    assertThat(fixture.send(fixture.to("/api/session", token).DELETE()).statusCode())
        .isEqualTo(204);

    assertThat(fixture.get("/api/me", token).statusCode()).isEqualTo(401);
    assertThat(launch(data).statusCode()).isEqualTo(401);
    fixture.clock.pass(Duration.ofSeconds(2));
    assertThat(
            launch(fixture.initData(DashboardFixture.ANNA, fixture.clock.instant())).statusCode())
        .isEqualTo(200);
  }

  @Test
  void takes_a_link_once_and_by_post_only() {
    String code = fixture.links.issue(DashboardFixture.BORIS);
    fixture.get("/api/session?link=" + code, null);

    HttpResponse<String> first = link(code);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(DashboardFixture.json(first).at("/person/firstName").asString()).isEqualTo("Boris");
    assertThat(link(code).statusCode()).isEqualTo(401);
    assertThat(link(fixture.codes.issueClaim()).statusCode()).isEqualTo(401);
  }

  @Test
  void asks_for_one_proof_and_not_two() {
    assertThat(fixture.post("/api/session", "{}").statusCode()).isEqualTo(400);
    assertThat(fixture.post("/api/session", "{\"initData\":\"a\",\"link\":\"b\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void slows_down_who_tries_too_often() {
    HttpResponse<String> answer = guessUntilRefused(() -> link("guess"));

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(launch("hash=00").statusCode()).isEqualTo(429);
    assertThat(fixture.get("/api/me", "guess").statusCode()).isEqualTo(429);
  }

  @Test
  void lets_everybody_in_who_shares_the_address_of_a_guesser() {
    String code = fixture.links.issue(DashboardFixture.BORIS);
    String phone = fixture.signIn(DashboardFixture.ANNA);
    String over = fixture.signIn(DashboardFixture.OPERATOR);
    fixture.sessions.close(over);
    assertThat(guessUntilRefused(() -> launch("hash=00")).statusCode()).isEqualTo(429);

    for (int times = 0; times < 200; times++) {
      String data = fixture.initData(300 + times, fixture.clock.instant());
      assertThat(launch(data).statusCode()).isEqualTo(200);
    }

    assertThat(link(code).statusCode()).isEqualTo(200);
    assertThat(fixture.get("/api/me", phone).statusCode()).isEqualTo(200);
    // Whom only their own clock shuts out hears why, so that the app renews or says what to do.
    assertThat(fixture.get("/api/me", over).statusCode()).isEqualTo(401);
    assertThat(link(code).statusCode()).isEqualTo(401);
    Instant old = fixture.clock.instant().minus(Duration.ofHours(25));
    assertThat(launch(fixture.initData(DashboardFixture.ANNA, old)).statusCode()).isEqualTo(401);
  }

  @Test
  void asks_the_database_nothing_for_a_guess() {
    String genuine = fixture.links.issue(DashboardFixture.BORIS);
    fixture.rows.run("ALTER TABLE code RENAME TO elsewhere");

    assertThat(link("A".repeat(43)).statusCode()).isEqualTo(401);
    assertThat(link(fixture.signIn(DashboardFixture.ANNA)).statusCode()).isEqualTo(401);
    assertThat(link(genuine).statusCode()).isEqualTo(500);
  }

  @Test
  void refuses_a_body_that_no_proof_needs() {
    assertThat(launch("a".repeat(40_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void signing_out_ends_the_links_that_the_chat_has_given() {
    String code = fixture.links.issue(DashboardFixture.ANNA);
    String strangers = fixture.links.issue(DashboardFixture.BORIS);

    signOut(fixture.signIn(DashboardFixture.ANNA), "");

    assertThat(link(code).statusCode()).isEqualTo(401);
    assertThat(link(strangers).statusCode()).isEqualTo(200);
  }

  @Test
  void signs_out_everywhere_and_no_stranger() {
    String data = fixture.initData(DashboardFixture.ANNA, fixture.clock.instant());
    String phone = fixture.signIn(DashboardFixture.ANNA);
    String laptop = fixture.signIn(DashboardFixture.ANNA);
    String link = fixture.links.issue(DashboardFixture.ANNA);
    String stranger = fixture.signIn(DashboardFixture.BORIS);

    assertThat(signOut(phone, "?everywhere=true").statusCode()).isEqualTo(204);

    assertThat(fixture.get("/api/me", phone).statusCode()).isEqualTo(401);
    assertThat(fixture.get("/api/me", laptop).statusCode()).isEqualTo(401);
    assertThat(link(link).statusCode()).isEqualTo(401);
    assertThat(launch(data).statusCode()).isEqualTo(401);
    assertThat(fixture.get("/api/me", stranger).statusCode()).isEqualTo(200);
  }

  @Test
  void signing_out_here_leaves_the_other_devices_alone() {
    String laptop = fixture.signIn(DashboardFixture.ANNA);

    signOut(fixture.signIn(DashboardFixture.ANNA), "");
    signOut(fixture.signIn(DashboardFixture.ADMIN), "?everywhere=false");

    assertThat(fixture.get("/api/me", laptop).statusCode()).isEqualTo(200);
  }

  @Test
  void signs_nobody_out_by_a_word_it_does_not_know() {
    String phone = fixture.signIn(DashboardFixture.ANNA);

    assertThat(signOut(phone, "?everywhere=yes").statusCode()).isEqualTo(400);
    assertThat(signOut("A".repeat(43), "?everywhere=true").statusCode()).isEqualTo(401);

    assertThat(fixture.get("/api/me", phone).statusCode()).isEqualTo(200);
  }

  @Test
  void greets_somebody_who_has_never_written_by_their_name() {
    var session = DashboardFixture.json(launch(fixture.initData(999, fixture.clock.instant())));

    assertThat(session.at("/person/firstName").asString()).isEqualTo("Launched");
    assertThat(session.at("/person/language").asString()).isEqualTo("ru");
    assertThat(session.at("/person/role").asString()).isEqualTo("user");
    assertThat(session.get("version").asString()).isEqualTo("test");
    assertThat(fixture.get("/api/me", session.get("token").asString()).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> signOut(String token, String query) {
    return fixture.send(fixture.to("/api/session" + query, token).DELETE());
  }

  private static HttpResponse<String> guessUntilRefused(Supplier<HttpResponse<String>> guess) {
    HttpResponse<String> answer = guess.get();
    for (int i = 0; i < 200 && answer.statusCode() == 401; i++) {
      answer = guess.get();
    }
    return answer;
  }

  private HttpResponse<String> launch(String initData) {
    return fixture.post(
        "/api/session", Json.mapper().writeValueAsString(Map.of("initData", initData)));
  }

  private HttpResponse<String> link(String code) {
    return fixture.send(
        fixture
            .to("/api/session", null)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Json.mapper().writeValueAsString(Map.of("link", code)))));
  }
}
