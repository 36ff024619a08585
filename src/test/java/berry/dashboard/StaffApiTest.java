package berry.dashboard;

import static berry.dashboard.DashboardFixture.ADMIN;
import static berry.dashboard.DashboardFixture.ANNA;
import static berry.dashboard.DashboardFixture.BORIS;
import static berry.dashboard.DashboardFixture.OPERATOR;
import static berry.dashboard.DashboardFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Accepted;
import berry.access.Claimed;
import berry.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class StaffApiTest {

  private static final String LINK = "https://t.me/berry_bot?start=invite_";

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();
  private final String operator = fixture.signIn(OPERATOR);
  private final String admin = fixture.signIn(ADMIN);
  private final String owner = fixture.signIn(OWNER);

  @Test
  void the_stream_of_who_is_removed_ends_and_their_next_request_is_refused() {
    try (LiveClient stream = fixture.listen(operator, null);
        LiveClient others = fixture.listen(owner, null)) {
      assertThat(status(admin, "DELETE", "/api/staff/" + OPERATOR, "")).isEqualTo(204);

      stream.awaitEnd();
      others.await("settings");
    }
    assertThat(fixture.get("/api/me", operator).statusCode()).isEqualTo(401);
    assertThat(fixture.get("/api/me", admin).statusCode()).isEqualTo(200);
    assertThat(fixture.staff.roleOf(OPERATOR)).isEqualTo(Role.USER);
  }

  @Test
  void an_admin_can_touch_neither_the_owner_nor_an_admin() {
    fixture.staff.appoint(ANNA, Role.ADMIN, OWNER);

    for (long one : new long[] {OWNER, ANNA, ADMIN}) {
      assertThat(status(admin, "DELETE", "/api/staff/" + one, "")).isEqualTo(403);
      assertThat(status(admin, "PATCH", "/api/staff/" + one, "{\"role\":\"operator\"}"))
          .isEqualTo(403);
    }
    assertThat(status(admin, "PATCH", "/api/staff/" + OPERATOR, "{\"role\":\"admin\"}"))
        .isEqualTo(403);
    assertThat(status(admin, "POST", "/api/staff/invitations", "{\"role\":\"admin\"}"))
        .isEqualTo(403);
    assertThat(status(admin, "POST", "/api/staff/invitations", "{\"role\":\"owner\"}"))
        .isEqualTo(403);
    assertThat(fixture.staff.roleOf(ANNA)).isEqualTo(Role.ADMIN);
  }

  @Test
  void invites_by_a_link_that_works_once() {
    HttpResponse<String> made =
        send(admin, "POST", "/api/staff/invitations", "{\"role\":\"operator\"}");

    assertThat(made.statusCode()).isEqualTo(201);
    String link = DashboardFixture.json(made).get("link").asString();
    assertThat(link).startsWith(LINK).matches(".*start=[A-Za-z0-9_-]{1,64}");
    assertThat(Instant.parse(DashboardFixture.json(made).get("expiresAt").asString()))
        .isEqualTo(fixture.clock.instant().plus(Duration.ofHours(24)));
    String code = link.substring(LINK.length());
    assertThat(fixture.invitations.accept(code, ANNA))
        .isEqualTo(new Accepted.Member(Role.OPERATOR));
    assertThat(everybody().get("invitations").size()).isZero();
  }

  @Test
  void hands_the_bot_over_by_a_claim_of_the_owner() {
    HttpResponse<String> made =
        send(owner, "POST", "/api/staff/invitations", "{\"role\":\"owner\"}");

    String link = DashboardFixture.json(made).get("link").asString();
    assertThat(link).startsWith("https://t.me/berry_bot?start=claim_");
    String code = link.substring(link.indexOf("claim_") + "claim_".length());
    assertThat(fixture.codes.claim(code, ANNA)).isInstanceOf(Claimed.Owner.class);
    assertThat(status(owner, "DELETE", "/api/staff/" + ANNA, "")).isEqualTo(403);
  }

  @Test
  void takes_an_invitation_back() {
    send(owner, "POST", "/api/staff/invitations", "{\"role\":\"admin\"}");
    JsonNode one = everybody().at("/invitations/0");
    String path = "/api/staff/invitations/" + one.get("id").asLong();

    assertThat(one.get("role").asString()).isEqualTo("admin");
    assertThat(one.at("/createdBy/id").asLong()).isEqualTo(OWNER);
    assertThat(status(admin, "DELETE", path, "")).isEqualTo(403);
    assertThat(status(owner, "DELETE", path, "")).isEqualTo(204);
    assertThat(status(owner, "DELETE", path, "")).isEqualTo(404);
  }

  @Test
  void an_operator_changes_their_own_name_and_nothing_else() {
    assertThat(
            status(operator, "PATCH", "/api/staff/" + OPERATOR, "{\"name\":\" Anna \\u202e B. \"}"))
        .isEqualTo(204);
    assertThat(member(OPERATOR).get("name").asString()).isEqualTo("Anna B.");
    HttpResponse<String> own = fixture.get("/api/staff/" + OPERATOR, operator);
    assertThat(DashboardFixture.json(own).get("name").asString()).isEqualTo("Anna B.");
    assertThat(fixture.get("/api/staff/" + ADMIN, operator).statusCode()).isEqualTo(403);
    assertThat(fixture.get("/api/staff/" + OPERATOR, admin).statusCode()).isEqualTo(200);

    assertThat(status(operator, "PATCH", "/api/staff/" + OPERATOR, "{\"role\":\"admin\"}"))
        .isEqualTo(403);
    assertThat(status(operator, "PATCH", "/api/staff/" + ADMIN, "{\"name\":\"Other\"}"))
        .isEqualTo(403);
    assertThat(status(operator, "PATCH", "/api/staff/" + OPERATOR, "{\"name\":\"\"}"))
        .isEqualTo(204);
    assertThat(member(OPERATOR).has("name")).isFalse();
  }

  @Test
  void a_new_role_works_in_a_session_that_is_open() {
    assertThat(fixture.get("/api/staff", operator).statusCode()).isEqualTo(403);

    assertThat(status(owner, "PATCH", "/api/staff/" + OPERATOR, "{\"role\":\"admin\"}"))
        .isEqualTo(204);

    assertThat(fixture.get("/api/staff", operator).statusCode()).isEqualTo(200);
  }

  @Test
  void says_what_it_does_not_take() {
    String path = "/api/staff/" + OPERATOR;
    for (String wrong :
        new String[] {
          "{}",
          "{\"role\":\"user\"}",
          "{\"role\":\"owner\"}",
          "{\"role\":\"chief\"}",
          "{\"name\":\"bot\"}",
          "{\"name\":\"" + "x".repeat(65) + "\"}"
        }) {
      assertThat(status(owner, "PATCH", path, wrong)).as(wrong).isEqualTo(422);
    }
    assertThat(status(owner, "POST", "/api/staff/invitations", "{\"role\":\"user\"}"))
        .isEqualTo(422);
    assertThat(status(owner, "PATCH", "/api/staff/" + BORIS, "{\"role\":\"operator\"}"))
        .isEqualTo(404);
    assertThat(status(owner, "DELETE", "/api/staff/" + BORIS, "")).isEqualTo(404);
  }

  @Test
  void lists_the_team_with_the_owner_first() {
    fixture.rows.person(ADMIN, "Vera", fixture.clock.instant());

    JsonNode items = everybody().get("items");

    assertThat(items.size()).isEqualTo(3);
    assertThat(items.at("/0/role").asString()).isEqualTo("owner");
    assertThat(items.at("/1/firstName").asString()).isEqualTo("Vera");
    assertThat(items.at("/1/lastSeenAt").asString()).isEqualTo(fixture.clock.instant().toString());
  }

  private JsonNode everybody() {
    return DashboardFixture.json(fixture.get("/api/staff", owner));
  }

  private JsonNode member(long id) {
    return everybody().get("items").values().stream()
        .filter(one -> one.get("id").asLong() == id)
        .findAny()
        .orElseThrow();
  }

  private int status(String token, String method, String path, String body) {
    return send(token, method, path, body).statusCode();
  }

  private HttpResponse<String> send(String token, String method, String path, String body) {
    return fixture.send(
        fixture
            .to(path, token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }
}
