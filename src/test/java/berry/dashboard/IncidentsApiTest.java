package berry.dashboard;

import static berry.dashboard.DashboardFixture.ADMIN;
import static berry.dashboard.DashboardFixture.ANNA;
import static berry.dashboard.DashboardFixture.OPERATOR;
import static berry.dashboard.DashboardFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Notification;
import berry.alerts.TestEpisodes;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Incidents over HTTP.
final class IncidentsApiTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture();
  private final TestEpisodes episodes = new TestEpisodes(fixture.database.database());
  private final String operator = fixture.signIn(OPERATOR);
  private final String admin = fixture.signIn(ADMIN);

  @BeforeEach
  void people() {
    fixture.rows.person(OWNER, "Olga", fixture.clock.instant());
    fixture.rows.person(OPERATOR, "Otto", fixture.clock.instant());
    fixture.rows.person(ADMIN, "Ada", fixture.clock.instant());
    fixture.rows.person(ANNA, "Anna", fixture.clock.instant());
    fixture.contacts.begin();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/incidents",
    "GET, /api/incidents/1",
    "GET, /api/incidents/1/export",
    "PATCH, /api/incidents/1",
    "POST, /api/incidents/1/ack",
    "POST, /api/incidents/1/mitigate",
    "POST, /api/incidents/1/escalate",
    "POST, /api/incidents/1/notes",
    "POST, /api/incidents/1/checklist",
    "POST, /api/incidents/1/close",
    "POST, /api/incidents/1/restart"
  })
  void are_for_the_team_and_a_number_that_is_none_is_not_found(String method, String path) {
    fires("cpu", 2);
    String body =
        "{\"severity\":1,\"text\":\"x\",\"step\":\"diagnosis-1\",\"done\":true,\"resolution\":\"x\"}";
    assertThat(send(method, path, null, body).statusCode()).isEqualTo(401);
    assertThat(send(method, path, fixture.signIn(ANNA), body).statusCode()).isEqualTo(403);
    assertThat(status(1)).isEqualTo("open");
    if (path.contains("/1")) {
      for (String id : List.of("2", "0", "-1", "x", "9999999999999999999", "1e3")) {
        String other = path.replace("/1", "/" + id);
        assertThat(send(method, other, admin, single(path, body)).statusCode())
            .as(other)
            .isEqualTo(404);
      }
    }
    assertThat(status(1)).isEqualTo("open");
  }

  @Test
  void shows_one_with_its_alerts_timeline_and_ladder() {
    fires("cpu", 2);
    fires("disk", 1);

    JsonNode one = one(1);
    assertThat(one.get("severity").asInt()).isEqualTo(1);
    assertThat(one.get("cause").asString()).isEqualTo("cpu");
    assertThat(one.get("firing").asInt()).isEqualTo(2);
    assertThat(one.get("alerts").size()).isEqualTo(2);
    assertThat(one.at("/ladder/next/step").asInt()).isZero();
    assertThat(one.at("/ladder/steps/1/afterSeconds").asInt()).isEqualTo(300);
    assertThat(one.at("/ladder/steps/2/to").asString()).isEqualTo("all");
    assertThat(one.at("/can/ack").asBoolean()).isTrue();
    assertThat(one.at("/timeline/0/kind").asString()).isEqualTo("opened");
  }

  @Test
  void is_as_its_description_says() {
    fires("cpu", 2);
    post(1, "notes", "{\"text\":\"a loop\"}");
    JsonNode document = DashboardFixture.json(fixture.get("/api/openapi.json", null));

    for (String path : List.of("/api/incidents", "/api/incidents/{id}")) {
      JsonNode schema =
          document.get("paths").get(path).at("/get/responses/200/content/application~1json/schema");
      JsonNode answer = DashboardFixture.json(fixture.get(path.replace("{id}", "1"), operator));
      // What a line is about depends on its kind.
      assertThat(Schema.faults(document, schema, answer, ""))
          .as(path)
          .allMatch(fault -> fault.startsWith("/timeline[]/detail/"));
    }
  }

  @Test
  void who_is_second_reads_who_was_first() {
    fires("cpu", 2);

    assertThat(post(1, "ack", "{}").statusCode()).isEqualTo(204);
    assertThat(post(1, "ack", "{}").statusCode()).isEqualTo(204);
    HttpResponse<String> second = fixture.post("/api/incidents/1/ack", admin, "{}");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("Otto was first");
    assertThat(one(1).at("/owner/id").asLong()).isEqualTo(OPERATOR);
    assertThat(one(1).at("/ladder/stopped").asString()).isEqualTo("acknowledged");
  }

  @Test
  void what_is_over_is_acknowledged_no_more() {
    Notification cpu = fires("cpu", 2);
    ends(cpu);

    HttpResponse<String> late = post(1, "ack", "{}");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("already resolved");
    assertThat(post(1, "mitigate", "{}").statusCode()).isEqualTo(409);
    assertThat(post(1, "escalate", "{}").statusCode()).isEqualTo(409);
    post(1, "close", "{\"resolution\":\"A loop.\"}");
    assertThat(post(1, "ack", "{}").body()).contains("already closed");
    assertThat(patch(1, "{\"severity\":1}").statusCode()).isEqualTo(409);
  }

  @Test
  void an_important_one_closes_with_words_only() {
    fires("cpu", 2);

    for (String body :
        List.of(
            "{}",
            "{\"resolution\":null}",
            "{\"resolution\":\"  \"}",
            "{\"resolution\":\"\\u0000\"}")) {
      assertThat(post(1, "close", body).statusCode()).as(body).isEqualTo(422);
    }
    String long2000 = "😀".repeat(2_000);
    assertThat(post(1, "close", "{\"resolution\":\"" + long2000 + "x\"}").statusCode())
        .isEqualTo(422);
    assertThat(post(1, "close", "{\"resolution\":\"" + long2000 + "\"}").statusCode())
        .isEqualTo(204);
    assertThat(one(1).get("resolution").asString()).isEqualTo(long2000);
    assertThat(post(1, "close", "{\"resolution\":\"again\"}").statusCode()).isEqualTo(204);
    assertThat(one(1).get("resolution").asString()).isEqualTo(long2000);
  }

  @Test
  void bodies_that_do_not_fit_change_nothing() {
    fires("cpu", 2);
    for (String body :
        List.of("{}", "{\"text\":\" \"}", "{\"text\":\"\\u0000\"}", "{\"text\":null}")) {
      assertThat(post(1, "notes", body).statusCode()).as(body).isEqualTo(422);
    }
    for (String body :
        List.of(
            "{}",
            "{\"step\":\"x\",\"done\":true}",
            "{\"step\":\"diagnosis-1\"}",
            "{\"step\":\"../1\",\"done\":true}")) {
      assertThat(post(1, "checklist", body).statusCode()).as(body).isEqualTo(422);
    }
    for (String body : List.of("{}", "{\"severity\":0}", "{\"severity\":4}")) {
      assertThat(patch(1, body).statusCode()).as(body).isEqualTo(422);
    }
    for (String body : List.of("", "[]", "{\"text\":{}}", "{\"text\":\"x\"", "\u0000")) {
      assertThat(post(1, "notes", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(one(1).get("timeline").size()).isEqualTo(1);
  }

  @Test
  void notes_ticks_and_severity_are_in_the_timeline() {
    fires("cpu", 3);

    assertThat(post(1, "notes", "{\"text\":\"a \\u0000loop\"}").statusCode()).isEqualTo(204);
    check("diagnosis-1", true);
    check("mitigation-2", true);
    check("diagnosis-1", false);
    assertThat(patch(1, "{\"severity\":2}").statusCode()).isEqualTo(204);
    assertThat(patch(1, "{\"severity\":2}").statusCode()).isEqualTo(204);

    JsonNode one = one(1);
    assertThat(one.at("/timeline/1/detail/text").asString()).isEqualTo("a loop");
    assertThat(one.at("/timeline/1/actor/name").asString()).isEqualTo("Otto");
    assertThat(one.at("/timeline/1/via").asString()).isEqualTo("screen");
    assertThat(one.get("checklist").toString()).isEqualTo("[\"mitigation-2\"]");
    assertThat(one.get("timeline").size()).isEqualTo(6);
  }

  @Test
  void calls_the_next_people_until_all_are_called() {
    fires("cpu", 2);

    assertThat(post(1, "escalate", "{}").statusCode()).isEqualTo(204);
    assertThat(one(1).at("/ladder/steps/0/calls/0/name").asString()).isEqualTo("Olga");
    assertThat(post(1, "escalate", "{}").statusCode()).isEqualTo(204);
    assertThat(post(1, "escalate", "{}").statusCode()).isEqualTo(204);
    HttpResponse<String> all = post(1, "escalate", "{}");
    assertThat(all.statusCode()).isEqualTo(409);
    assertThat(all.body()).contains("everybody has been called");
  }

  @Test
  void restarts_and_says_what_came_of_it() {
    fires("cpu", 2);
    HttpResponse<String> done = fixture.post("/api/incidents/1/restart", admin, "{}");

    assertThat(done.statusCode()).as(done.body()).isEqualTo(202);
    assertThat(DashboardFixture.json(done).get("ended").asInt()).isEqualTo(3);
    assertThat(DashboardFixture.json(done).get("well").asBoolean()).isTrue();
    assertThat(one(1).at("/timeline/1/kind").asString()).isEqualTo("restart");
  }

  @Test
  void pages_lose_none_and_repeat_none() {
    for (int n = 0; n < 120; n++) {
      Notification one = fires("cpu", 3);
      ends(one);
      fixture.clock.pass(Duration.ofMinutes(31));
    }
    String anew = fixture.signIn(OPERATOR);
    Set<Long> seen = new HashSet<>();
    List<Integer> sizes = new ArrayList<>();
    String next = "";
    do {
      JsonNode page =
          DashboardFixture.json(fixture.get("/api/incidents?state=all&next=" + next, anew));
      page.get("items").forEach(item -> assertThat(seen.add(item.get("id").asLong())).isTrue());
      sizes.add(page.get("items").size());
      next = page.path("next").asString("");
    } while (!next.isEmpty());

    assertThat(sizes).containsExactly(50, 50, 20);
    for (String bad : List.of("x", "-1", "9999999999999999999", "1%20OR%201")) {
      assertThat(fixture.get("/api/incidents?next=" + bad, anew).statusCode()).isEqualTo(400);
    }
    assertThat(fixture.get("/api/incidents?state=some", anew).statusCode()).isEqualTo(400);
  }

  @Test
  void open_ones_leave_out_closed_ones_and_figures_count() {
    Notification cpu = fires("cpu", 2);
    fixture.clock.pass(Duration.ofMinutes(1));
    ends(cpu);
    fixture.clock.pass(Duration.ofMinutes(40));
    fires("disk", 2);
    fixture.clock.pass(Duration.ofSeconds(90));
    post(2, "ack", "{}");
    post(1, "close", "{\"resolution\":\"A loop.\"}");

    JsonNode open = DashboardFixture.json(fixture.get("/api/incidents?state=open", operator));
    assertThat(open.get("items").size()).isEqualTo(1);
    assertThat(open.get("open").asInt()).isEqualTo(1);
    assertThat(open.get("mttaSeconds").asDouble()).isEqualTo(90);
    assertThat(open.get("mttrSeconds").asDouble()).isEqualTo(60);
  }

  @Test
  void the_document_is_a_file_whatever_is_in_it() {
    fires("cpu", 2);
    post(1, "notes", "{\"text\":\"<script>alert(1)</script> | \\r\\n# x {who}\"}");
    HttpResponse<String> file = fixture.get("/api/incidents/1/export?language=ru", operator);

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type")).contains("text/markdown; charset=utf-8");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"incident-1.md\"");
    assertThat(file.body())
        .startsWith("# Инцидент 1")
        .contains("\\<script\\>alert(1)\\</script\\> \\|  \\# x {who}");
  }

  @Test
  void what_happened_to_berry_meanwhile_is_in_the_timeline_of_what_goes_on() {
    ends(fires("cpu", 2));
    fixture.clock.pass(Duration.ofMinutes(40));
    fires("disk", 2);
    fixture.escalation.incidents().happened("deploy", Map.of("version", "1.2.4"));

    assertThat(one(2).at("/timeline/1/kind").asString()).isEqualTo("deploy");
    assertThat(one(2).at("/timeline/1/detail/version").asString()).isEqualTo("1.2.4");
    assertThat(one(1).get("timeline").toString()).doesNotContain("deploy");
  }

  private Notification fires(String key, int severity) {
    Notification begun = episodes.announce(key, severity, fixture.clock.instant());
    respond(begun);
    return begun;
  }

  private void ends(Notification begun) {
    respond(episodes.ended(begun, fixture.clock.instant()));
  }

  private void respond(Notification one) {
    fixture.changes.useTransaction((transaction, news) ->
        fixture.escalation.responder().respond(transaction, news, List.of(one)));
  }

  private void check(String step, boolean done) {
    String body = "{\"step\":\"%s\",\"done\":%s}".formatted(step, done);
    assertThat(post(1, "checklist", body).statusCode()).isEqualTo(204);
  }

  private JsonNode one(long id) {
    return DashboardFixture.json(fixture.get("/api/incidents/" + id, operator));
  }

  private String status(long id) {
    return fixture.database.one("SELECT state FROM incident WHERE id = " + id);
  }

  private HttpResponse<String> post(long id, String verb, String body) {
    return fixture.post("/api/incidents/" + id + "/" + verb, operator, body);
  }

  private HttpResponse<String> patch(long id, String body) {
    return send("PATCH", "/api/incidents/" + id, operator, body);
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String token, String body) {
    var request = fixture.to(path, token);
    return fixture.send(
        method.equals("GET")
            ? request
            : request
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
  }

  /// The only field that this route takes: others are refused.
  private static String single(String path, String all) {
    if (path.endsWith("/notes")) {
      return "{\"text\":\"x\"}";
    }
    if (path.endsWith("/checklist")) {
      return "{\"step\":\"diagnosis-1\",\"done\":true}";
    }
    if (path.endsWith("/close")) {
      return "{\"resolution\":\"x\"}";
    }
    return path.endsWith("/1") ? "{\"severity\":1}" : all;
  }
}
