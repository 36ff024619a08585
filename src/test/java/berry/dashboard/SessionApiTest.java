package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.http.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SessionApiTest {

  @AutoClose private final Door door = new Door().withTalk();

  @Test
  void refuses_forged_launch_data() {
    String genuine = door.initData(Door.ANNA, door.clock.instant());

    assertThat(launch(genuine.replace("101", "203")).statusCode()).isEqualTo(401);
    assertThat(launch("hash=00").statusCode()).isEqualTo(401);
    assertThat(launch("").statusCode()).isEqualTo(401);
  }

  @Test
  void refuses_launch_data_older_than_a_day() {
    String old = door.initData(Door.ANNA, door.clock.instant().minus(Duration.ofHours(25)));

    assertThat(launch(old).statusCode()).isEqualTo(401);
  }

  @Test
  void refuses_launch_data_from_before_the_sign_out() {
    String data = door.initData(Door.ANNA, door.clock.instant());
    String token = Door.json(launch(data)).get("token").asString();
    assertThat(door.get("/api/me", token).statusCode()).isEqualTo(200);

    assertThat(door.send(door.to("/api/session", token).DELETE()).statusCode()).isEqualTo(204);

    assertThat(door.get("/api/me", token).statusCode()).isEqualTo(401);
    assertThat(launch(data).statusCode()).isEqualTo(401);
    door.clock.pass(Duration.ofSeconds(2));
    assertThat(launch(door.initData(Door.ANNA, door.clock.instant())).statusCode()).isEqualTo(200);
  }

  @Test
  void takes_a_link_once_and_by_post_only() {
    String code = door.codes.issueDashboard(Door.BORIS);
    door.get("/?link=" + code, null);

    HttpResponse<String> first = link(code);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(Door.json(first).at("/person/firstName").asString()).isEqualTo("Boris");
    assertThat(link(code).statusCode()).isEqualTo(401);
    assertThat(link(door.codes.issueClaim()).statusCode()).isEqualTo(401);
  }

  @Test
  void asks_for_one_proof_and_not_two() {
    assertThat(door.post("/api/session", "{}").statusCode()).isEqualTo(400);
    assertThat(door.post("/api/session", "{\"initData\":\"a\",\"link\":\"b\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void slows_down_who_tries_too_often() {
    HttpResponse<String> answer = link("guess");
    for (int i = 0; i < 200 && answer.statusCode() == 401; i++) {
      answer = link("guess");
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void greets_somebody_who_has_never_written_by_their_name() {
    var session = Door.json(launch(door.initData(999, door.clock.instant())));

    assertThat(session.at("/person/firstName").asString()).isEqualTo("Launched");
    assertThat(session.at("/person/language").asString()).isEqualTo("ru");
    assertThat(session.at("/person/role").asString()).isEqualTo("user");
    assertThat(session.get("version").asString()).isEqualTo("test");
    assertThat(door.get("/api/me", session.get("token").asString()).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> launch(String initData) {
    return door.post(
        "/api/session", Json.mapper().writeValueAsString(Map.of("initData", initData)));
  }

  private HttpResponse<String> link(String code) {
    return door.send(
        door.to("/api/session", null)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Json.mapper().writeValueAsString(Map.of("link", code)))));
  }
}
