package berry.dashboard;

import static berry.dashboard.DashboardFixture.ANNA;
import static berry.dashboard.DashboardFixture.BORIS;
import static berry.dashboard.DashboardFixture.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Subject;
import berry.database.Topic;
import berry.http.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("sql")
final class ConversationMessagesApiTest {

  private static final String ANNAS = "/api/conversations/" + ANNA;
  private static final String MESSAGES = ANNAS + "/messages";

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();
  private final String operator = fixture.signIn(OPERATOR);
  private final String admin = fixture.signIn(DashboardFixture.ADMIN);

  @Test
  void shows_and_lets_change_nothing_to_people() {
    note("between us");
    reply(operator, Map.of("text", "an answer of the team"), null);
    String id = newest();
    String anna = fixture.signIn(ANNA);

    for (String token : List.of(anna, fixture.signIn(BORIS), fixture.signIn(666))) {
      List<HttpResponse<String>> refused =
          List.of(
              fixture.get(MESSAGES, token),
              fixture.get(MESSAGES + "/" + id, token),
              reply(token, Map.of("text", "x"), null),
              send(token, "PATCH", MESSAGES + "/" + id, Map.of("text", "x")),
              send(token, "DELETE", MESSAGES + "/" + id, null),
              send(token, "POST", MESSAGES + "/" + id + "/retry", null),
              send(token, "POST", ANNAS + "/notes", Map.of("text", "x")),
              send(token, "PUT", ANNAS + "/draft", Map.of("text", "x")));
      assertThat(refused).allMatch(answer -> answer.statusCode() == 403);
      assertThat(fixture.get("/api/me/messages", token).body()).doesNotContain("between us");
      assertThat(fixture.get("/api/me/messages/note.1", token).statusCode()).isEqualTo(404);
    }
    assertThat(fixture.get("/api/overview/feed", admin).body()).doesNotContain("between us");
    assertThat(fixture.database.one("SELECT count(*) FROM outgoing")).isEqualTo("1");
    assertThat(fixture.database.one("SELECT count(*) FROM note")).isEqualTo("1");
  }

  @Test
  void a_chat_that_nobody_has_written_in_is_not_found() {
    for (String chat :
        List.of(
            "999",
            "-5",
            "x",
            "1e3",
            "99999999999999999999",
            "+" + ANNA,
            "0" + ANNA,
            "%D9%A1%D9%A0%D9%A1")) {
      String path = "/api/conversations/" + chat;
      assertThat(fixture.get(path + "/messages", operator).statusCode()).isEqualTo(404);
      assertThat(send(operator, "POST", path + "/messages", Map.of("text", "x")).statusCode())
          .isEqualTo(404);
      assertThat(send(operator, "POST", path + "/notes", Map.of("text", "x")).statusCode())
          .isEqualTo(404);
      for (String text : List.of("x", "")) {
        assertThat(send(operator, "PUT", path + "/draft", Map.of("text", text)).statusCode())
            .isEqualTo(404);
      }
    }
  }

  @Test
  void a_file_that_is_none_is_the_callers_mistake() {
    var nothing = new ArrayList<@Nullable String>();
    nothing.add(null);
    for (List<?> files :
        List.of(
            nothing, List.of(""), List.of("a\0b"), List.of("\ud800"), List.of("x".repeat(24)))) {
      assertThat(reply(operator, Map.of("text", "x", "files", files), null).statusCode())
          .isEqualTo(422);
    }
    assertThat(fixture.database.one("SELECT count(*) FROM outgoing")).isEqualTo("0");
  }

  @Test
  void what_stands_in_another_chat_is_not_found_here() {
    note("about Anna");
    reply(operator, Map.of("text", "to Anna"), null);
    List<String> ids = new ArrayList<>();
    items().forEach(item -> ids.add(item.get("id").asString()));
    String boris = "/api/conversations/" + BORIS + "/messages";

    assertThat(ids).hasSize(4);
    for (String id : ids) {
      assertThat(fixture.get(boris + "/" + id, operator).statusCode()).isEqualTo(404);
      assertThat(fixture.get(boris + "?around=" + id, operator).statusCode()).isEqualTo(404);
      assertThat(send(operator, "PATCH", boris + "/" + id, Map.of("text", "x")).statusCode())
          .isEqualTo(404);
      assertThat(send(operator, "DELETE", boris + "/" + id, null).statusCode()).isEqualTo(404);
      assertThat(send(operator, "POST", boris + "/" + id + "/retry", null).statusCode())
          .isEqualTo(404);
    }
    assertThat(fixture.get(boris, operator).body()).doesNotContain("Anna");
  }

  @Test
  void names_what_makes_no_sense() {
    for (String query : List.of("limit=0", "before=x", "after=1_2")) {
      assertThat(fixture.get(MESSAGES + "?" + query, operator).body())
          .contains("'" + query.replaceAll("=.*", "") + "'");
    }
    assertThat(reply(operator, Map.of("text", ""), null).statusCode()).isEqualTo(422);
    assertThat(reply(operator, Map.of("text", "x".repeat(4_097)), null).body()).contains("4096");
    assertThat(reply(operator, Map.of("text", "x", "files", List.of("9")), null).statusCode())
        .isEqualTo(422);
    assertThat(reply(operator, Map.of("text", "x", "replyTo", "zzz"), null).statusCode())
        .isEqualTo(422);
    assertThat(reply(operator, Map.of("text", "x"), "a b").statusCode()).isEqualTo(400);
    assertThat(send(operator, "POST", ANNAS + "/notes", Map.of("text", " \0")).statusCode())
        .isEqualTo(422);
    assertThat(
            send(operator, "POST", ANNAS + "/notes", Map.of("text", "x".repeat(4_001)))
                .statusCode())
        .isEqualTo(422);
    assertThat(
            send(operator, "PUT", ANNAS + "/draft", Map.of("text", "x".repeat(4_097))).statusCode())
        .isEqualTo(422);
    assertThat(
            send(operator, "PUT", ANNAS + "/draft", Map.of("text", "x", "replyTo", "?"))
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void pages_from_the_newest_and_to_an_item() {
    var page = DashboardFixture.json(fixture.get(MESSAGES + "?limit=1", operator));
    assertThat(page.at("/items/0/text").asString()).isEqualTo("answer to Anna");
    assertThat(page.at("/items/0/author").asString()).isEqualTo("bot");
    assertThat(page.has("previous")).isFalse();

    var older =
        DashboardFixture.json(
            fixture.get(MESSAGES + "?limit=1&before=" + page.get("next").asString(), operator));
    assertThat(older.at("/items/0/author").asString()).isEqualTo("person");
    assertThat(older.has("next")).isFalse();
    var newer =
        DashboardFixture.json(
            fixture.get(MESSAGES + "?limit=1&after=" + older.get("previous").asString(), operator));
    assertThat(newer.get("items")).isEqualTo(page.get("items"));
    String id = older.at("/items/0/id").asString();
    var around = DashboardFixture.json(fixture.get(MESSAGES + "?limit=1&around=" + id, operator));
    assertThat(around.get("items")).isEqualTo(older.get("items"));
  }

  @Test
  void says_that_a_colleague_has_answered_and_when() {
    fixture.rows.run("UPDATE staff SET name = 'Support' WHERE person_id = ?", OPERATOR);
    String seen = newest();
    assertThat(reply(operator, Map.of("text", "first", "lastSeen", seen), null).statusCode())
        .isEqualTo(202);

    var refused = reply(admin, Map.of("text", "second", "lastSeen", seen), null);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = DashboardFixture.json(refused);
    assertThat(problem.get("type").asString()).endsWith("/colleague-answered");
    assertThat(problem.get("author").asString()).isEqualTo("Support");
    assertThat(problem.get("at").asString()).isNotEmpty().endsWith("Z");
    assertThat(
            reply(admin, Map.of("text", "second", "lastSeen", seen, "anyway", true), null)
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void the_same_key_is_one_answer_for_each_of_the_team() {
    var first = reply(operator, Map.of("text", "hello"), "k-1");
    var again = reply(operator, Map.of("text", "hello"), "k-1");
    var other = reply(admin, Map.of("text", "hello"), "k-1");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.body()).isNotEqualTo(first.body());
    assertThat(fixture.database.one("SELECT count(*) FROM outgoing")).isEqualTo("2");
  }

  @Test
  void a_reason_comes_as_a_code_too() {
    String bots = newest();
    var refused = send(operator, "PATCH", MESSAGES + "/" + bots, Map.of("text", "x"));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(DashboardFixture.json(refused).get("reason").asString()).isEqualTo("not_ours");
    fixture.rows.run("UPDATE chat SET unreachable = 'deactivated'");
    assertThat(reply(operator, Map.of("text", "x"), null).body()).contains("deactivated");
  }

  @Test
  void a_note_is_changed_and_deleted_by_its_author_only() {
    note("draft of a thought");
    String path = MESSAGES + "/" + newest();

    assertThat(send(admin, "PATCH", path, Map.of("text", "x")).statusCode()).isEqualTo(409);
    assertThat(send(admin, "DELETE", path, null).statusCode()).isEqualTo(409);
    assertThat(send(operator, "PATCH", path, Map.of("text", "a thought")).statusCode())
        .isEqualTo(202);
    assertThat(items().get(0).get("text").asString()).isEqualTo("a thought");
    assertThat(items().get(0).has("editedAt")).isTrue();
    assertThat(items().get(0).get("mayEdit").asBoolean()).isTrue();
    assertThat(
            DashboardFixture.json(fixture.get(MESSAGES, admin))
                .at("/items/0/mayEdit")
                .asBoolean(true))
        .isFalse();
    assertThat(send(operator, "DELETE", path, null).statusCode()).isEqualTo(202);
    assertThat(send(operator, "DELETE", path, null).statusCode()).isEqualTo(404);
    assertThat(items()).hasSize(2);
  }

  @Test
  void a_note_that_is_sent_twice_under_one_key_is_one_note() {
    for (String token : List.of(operator, operator, admin)) {
      assertThat(noted(token, ANNAS, "k-1").statusCode()).isEqualTo(204);
    }
    assertThat(noted(operator, "/api/conversations/" + BORIS, "k-1").statusCode()).isEqualTo(204);
    assertThat(fixture.database.one("SELECT count(*) FROM note")).isEqualTo("3");

    noted(operator, ANNAS, "k-2");
    noted(operator, ANNAS, null);
    noted(operator, ANNAS, null);
    assertThat(fixture.database.one("SELECT count(*) FROM note")).isEqualTo("6");
    assertThat(noted(operator, ANNAS, "two words").statusCode()).isEqualTo(400);
    assertThat(noted(operator, "/api/conversations/404", "k-1").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> noted(String token, String chat, @Nullable String key) {
    var request =
        fixture
            .to(chat + "/notes", token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"hm\"}"));
    return fixture.send(key == null ? request : request.header("Idempotency-Key", key));
  }

  @Test
  void a_draft_is_kept_changed_and_removed_for_its_writer() {
    send(operator, "PUT", ANNAS + "/draft", Map.of("text", "I", "replyTo", newest()));
    send(operator, "PUT", ANNAS + "/draft", Map.of("text", "I beg"));
    send(admin, "PUT", ANNAS + "/draft", Map.of("text", "We"));
    assertThat(fixture.database.one("SELECT string_agg(text, ',' ORDER BY staff_id) FROM draft"))
        .isEqualTo("I beg,We");

    assertThat(send(operator, "PUT", ANNAS + "/draft", Map.of("text", "")).statusCode())
        .isEqualTo(204);
    assertThat(fixture.database.one("SELECT string_agg(text, ',') FROM draft")).isEqualTo("We");
  }

  @Test
  void of_too_many_drafts_the_oldest_go() {
    for (int n = 1; n <= 210; n++) {
      fixture.rows.chat(10_000 + n);
      fixture.rows.run(
          "INSERT INTO draft (chat_id, staff_id, text, changed_at)"
              + " VALUES (?, ?, 'x', now() - ? * interval '1 min')",
          10_000 + n,
          OPERATOR,
          n);
    }

    send(operator, "PUT", ANNAS + "/draft", Map.of("text", "new"));

    assertThat(fixture.database.one("SELECT count(*) FROM draft")).isEqualTo("200");
    assertThat(fixture.database.one("SELECT max(chat_id) FROM draft")).isEqualTo("10199");
  }

  @Test
  void notes_and_drafts_are_told_to_who_has_the_conversation_open_and_to_no_person() {
    LiveClient olga = fixture.listen(admin, null);
    LiveClient anna = fixture.listen(fixture.signIn(ANNA), null);
    olga.await("hello");
    anna.await("hello");

    send(operator, "PUT", ANNAS + "/draft", Map.of("text", "I"));
    olga.await("conversation:" + ANNA);
    assertThat(olga.topics()).doesNotContain("conversations");
    note("hm");
    olga.await("conversations");
    fixture.rows.said(ANNA, ANNA, 9, fixture.clock.instant(), "to end with");
    fixture.changes.useTransaction(
        (transaction, news) -> news.tell(Topic.MESSAGE, Subject.both(ANNA, ANNA)));
    anna.await("me");

    assertThat(anna.topics().stream().filter("me"::equals)).hasSize(1);
    assertThat(anna.topics().stream().filter(("conversation:" + ANNA)::equals))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void a_person_reads_who_answered() {
    fixture.rows.person(OPERATOR, "Olga", fixture.clock.instant());
    fixture.rows.run(
        "UPDATE message SET staff = true, staff_id = ?, file_id = 'secret' WHERE direction = 'out'",
        OPERATOR);
    fixture.rows.run(
        "INSERT INTO first_reply (chat_id, asked_at, answered_at, staff_id)"
            + " SELECT ?, now(), now(), ?",
        ANNA,
        OPERATOR);
    String anna = fixture.signIn(ANNA);

    var items = DashboardFixture.json(fixture.get("/api/me/messages", anna)).get("items");

    assertThat(items.get(0).get("author").asString()).isEqualTo("Olga");
    assertThat(items.get(1).get("author").asString()).isEqualTo("person");
    assertThat(items.get(0).get("fileId").asString()).startsWith(ANNA + ".2.");
    assertThat(items.toString()).doesNotContain("secret");
    assertThat(
            DashboardFixture.json(fixture.get("/api/me", anna))
                .at("/question/answeredBy")
                .asString())
        .isEqualTo("Olga");
  }

  @Test
  void a_long_conversation_is_not_given_out_at_once() {
    for (int n = 10; n < 200; n++) {
      fixture.rows.said(
          ANNA, ANNA, n, fixture.clock.instant().minus(Duration.ofMinutes(1)), "m" + n);
    }
    assertThat(items()).hasSize(50);
    assertThat(DashboardFixture.json(fixture.get(MESSAGES + "?limit=999", operator)).get("items"))
        .hasSize(100);
  }

  private void note(String text) {
    assertThat(send(operator, "POST", ANNAS + "/notes", Map.of("text", text)).statusCode())
        .isEqualTo(204);
  }

  private JsonNode items() {
    return DashboardFixture.json(fixture.get(MESSAGES, operator)).get("items");
  }

  private String newest() {
    return items().get(0).get("id").asString();
  }

  private HttpResponse<String> reply(String token, Map<String, ?> body, @Nullable String key) {
    HttpRequest.Builder request = request(token, "POST", MESSAGES, new HashMap<>(body));
    return fixture.send(key == null ? request : request.header("Idempotency-Key", key));
  }

  private HttpResponse<String> send(
      String token, String method, String path, @Nullable Map<String, ?> body) {
    return fixture.send(request(token, method, path, body));
  }

  private HttpRequest.Builder request(
      String token, String method, String path, @Nullable Map<String, ?> body) {
    return fixture
        .to(path, token)
        .header("Content-Type", "application/json")
        .method(
            method,
            body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(body)));
  }
}
