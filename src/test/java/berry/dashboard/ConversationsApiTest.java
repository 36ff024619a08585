package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.conversations.ConversationIndex;
import berry.database.Subject;
import berry.database.Topic;
import berry.http.Json;
import berry.testing.Await;
import berry.testing.Rows;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("sql")
final class ConversationsApiTest {

  private static final String ANNA = "/api/conversations/" + DashboardFixture.ANNA;
  private static final Duration SOON = Duration.ofSeconds(10);

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();
  private final String operator = fixture.signIn(DashboardFixture.OPERATOR);

  @Test
  void a_stranger_sees_nothing() {
    String stranger = fixture.signIn(DashboardFixture.ANNA);

    for (String path : List.of("", "?tab=all", "/facets", "/" + DashboardFixture.ANNA)) {
      HttpResponse<String> answer = fixture.get("/api/conversations" + path, stranger);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).doesNotContain("Anna", "Boris", "question");
    }
    for (String act : List.of("done", "snooze", "assign", "tags", "read")) {
      assertThat(fixture.post(ANNA + "/" + act, stranger, "{}").statusCode()).isEqualTo(403);
    }
    assertThat(fixture.database.one("SELECT count(*) FROM chat WHERE done_at IS NOT NULL"))
        .isEqualTo("0");
  }

  @Test
  void says_what_makes_no_sense() {
    for (String query :
        List.of("tab=new", "language=de", "unread=yes", "before=x", "before=1_2_3", "limit=0")) {
      HttpResponse<String> answer = fixture.get("/api/conversations?" + query, operator);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("'" + query.replaceAll("=.*", "") + "'");
    }
    String tooMany = "\"tag" + String.join("\",\"tag", numbers(21)) + "\"";
    refused("snooze", "{\"until\":\"2026-03-02T12:00:00Z\"}", "'until' is 2026-03-02T12:00:00Z");
    refused("snooze", "{\"until\":\"2027-03-05T12:00:00Z\"}", "more than a year");
    refused("assign", "{\"staffId\":" + DashboardFixture.ANNA + "}", "'staffId' is 101");
    refused("tags", "{}", "'tags' is missing");
    refused("tags", "{\"tags\":[\" \"]}", "'tags' has one of 0 characters");
    refused("tags", "{\"tags\":[\"" + "x".repeat(41) + "\"]}", "'tags' has one of 41 characters");
    refused("tags", "{\"tags\":[\"a\\nb\"]}", "'tags'");
    refused("tags", "{\"tags\":[null]}", "'tags'");
    refused("tags", "{\"tags\":[\"\\u200b\\u2060\"]}", "'tags' has one of 0 characters");
    refused("tags", "{\"tags\":[\"\\ud800\"]}", "'tags' has one of 0 characters");
    refused("tags", "{\"tags\":[" + tooMany + "]}", "'tags' has 21: at most 20");
    refused("read", "{}", "'at' is missing");
    assertThat(fixture.post(ANNA + "/done", operator, "{\"done\":\"maybe\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void knows_no_conversation_that_nobody_has_begun() {
    for (String chat :
        List.of(
            "404", "-5", "Anna", "99999999999999999999", "+101", "0101", "%D9%A1%D9%A0%D9%A1")) {
      String path = "/api/conversations/" + chat;
      assertThat(fixture.get(path, operator).statusCode()).isEqualTo(404);
      assertThat(fixture.post(path + "/done", operator, "{}").statusCode()).isEqualTo(404);
      assertThat(fixture.post(path + "/snooze", operator, "{}").statusCode()).isEqualTo(404);
      assertThat(fixture.post(path + "/assign", operator, "{}").statusCode()).isEqualTo(404);
      assertThat(fixture.post(path + "/tags", operator, "{\"tags\":[]}").statusCode())
          .isEqualTo(404);
      assertThat(
              fixture
                  .post(path + "/read", operator, "{\"at\":\"2026-03-02T11:00:00Z\"}")
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void lists_who_waits_and_what_the_team_has_done_about_it() {
    waits(DashboardFixture.ANNA, Duration.ofHours(1));
    waits(DashboardFixture.BORIS, Duration.ofMinutes(5));
    index();

    JsonNode first = list("");
    assertThat(first.at("/items/0/person/firstName").asString()).isEqualTo("Anna");
    assertThat(first.at("/items/0/lastMessage/text").asString()).isEqualTo("question of Anna");
    assertThat(first.at("/items/0/lastMessage/author").asString()).isEqualTo("person");
    assertThat(first.at("/items/0/unread").asBoolean()).isTrue();
    assertThat(first.get("counts").toString())
        .isEqualTo("{\"unanswered\":2,\"overLimit\":1,\"mine\":0,\"all\":2,\"done\":0}");
    assertThat(first.get("limitMinutes").asInt()).isEqualTo(15);

    done("tags", "{\"tags\":[\" vip \",\"\u202ev\u200bip\",\"VIP\",\"ё\"]}");
    done("assign", "{\"staffId\":" + DashboardFixture.OPERATOR + "}");
    done("read", "{\"at\":\"-999999999-01-01T00:00:00Z\"}");
    done("read", "{\"at\":\"-4713-01-01T00:00:00Z\"}");
    done("read", "{\"at\":\"2099-01-01T00:00:00Z\"}");
    done("snooze", "{\"until\":\"2026-03-02T13:00:00Z\"}");

    JsonNode snoozed = list("?tab=mine");
    assertThat(snoozed.at("/items/0/tags").toString()).isEqualTo("[\"vip\",\"ё\"]");
    assertThat(snoozed.at("/items/0/assignee/id").asLong()).isEqualTo(DashboardFixture.OPERATOR);
    assertThat(snoozed.at("/items/0/snoozedUntil").asString()).isEqualTo("2026-03-02T13:00:00Z");
    assertThat(snoozed.at("/items/0/unread").asBoolean()).isFalse();
    assertThat(fixture.database.one("SELECT read_at <= now() FROM conversation_read"))
        .isEqualTo("true");
    assertThat(snoozed.get("counts").toString())
        .isEqualTo("{\"unanswered\":1,\"overLimit\":0,\"mine\":1,\"all\":2,\"done\":0}");

    done("snooze", "{\"until\":null}");
    done("done", "");
    assertThat(list("?tab=done").at("/items/0/doneAt").asString())
        .isEqualTo("2026-03-02T12:00:00Z");
    assertThat(list("?tab=done").get("counts").toString())
        .isEqualTo("{\"unanswered\":1,\"overLimit\":0,\"mine\":0,\"all\":2,\"done\":1}");
    done("done", "{\"done\":false}");
    assertThat(list("?tab=done").get("items")).isEmpty();
    assertThat(list("?tab=all&search=%D0%92%D0%BE%D0%BF%D1%80").get("items")).isEmpty();
    assertThat(list("?tab=all&search=boris").get("items")).hasSize(1);
    assertThat(DashboardFixture.json(fixture.get("/api/conversations/facets", operator)).toString())
        .isEqualTo(
            "{\"tags\":[\"vip\",\"ё\"],\"languages\":[],\"sources\":[],\"staff\":["
                + "{\"id\":201,\"name\":\"201\"},{\"id\":202,\"name\":\"202\"},"
                + "{\"id\":203,\"name\":\"203\"}]}");
  }

  @Test
  void opens_a_conversation_with_ones_own_draft_and_says_who_else_writes() {
    index();
    Instant now = fixture.clock.instant();
    draft(DashboardFixture.OPERATOR, "mine", now.minus(Duration.ofDays(1)));
    draft(DashboardFixture.ADMIN, "secret of the admin", now.minusSeconds(14));
    draft(DashboardFixture.OWNER, "left alone", now.minusSeconds(15));
    fixture.rows.run("UPDATE staff SET name = 'Adam' WHERE person_id = ?", DashboardFixture.ADMIN);

    HttpResponse<String> answer = fixture.get(ANNA, operator);
    JsonNode opened = DashboardFixture.json(answer);

    assertThat(opened.at("/conversation/person/firstName").asString()).isEqualTo("Anna");
    assertThat(opened.at("/details/messages").asLong()).isEqualTo(2);
    assertThat(opened.at("/draft/text").asString()).isEqualTo("mine");
    assertThat(opened.get("limitMinutes").asInt()).isEqualTo(15);
    assertThat(opened.get("replying").toString()).isEqualTo("[{\"id\":202,\"name\":\"Adam\"}]");
    assertThat(answer.body()).doesNotContain("secret", "left alone");
  }

  @Test
  void closes_only_what_its_presser_has_seen() {
    Instant asked = fixture.clock.instant().minus(Duration.ofHours(2));
    String question = DashboardFixture.ANNA + ".1." + asked.getEpochSecond() + "000000";
    String answer =
        DashboardFixture.ANNA + ".2." + asked.plusSeconds(60).getEpochSecond() + "000000";
    Instant again = asked.plusSeconds(120);
    done("done", "{\"lastSeen\":\"" + question + "\"}"); // what we said ourselves is no question
    done("done", "{\"done\":false}");
    fixture.rows.said(DashboardFixture.ANNA, DashboardFixture.ANNA, 3, again, "and where is it?");
    fixture.rows.run(
        "INSERT INTO note (chat_id, staff_id, text, at) VALUES (?, 201, 'hm', ?)",
        DashboardFixture.ANNA,
        Rows.at(again.minusSeconds(1)));
    waits(DashboardFixture.ANNA, Duration.ofHours(1));

    for (String seen : List.of(question, answer, "note.1")) {
      HttpResponse<String> refused =
          fixture.post(ANNA + "/done", operator, "{\"lastSeen\":\"" + seen + "\"}");
      assertThat(refused.statusCode()).as(seen).isEqualTo(409);
      JsonNode problem = DashboardFixture.json(refused);
      assertThat(problem.get("type").asString()).endsWith("/problems/newer-message");
      assertThat(problem.get("at").asString()).isEqualTo(again.toString());
    }
    assertThat(standing()).isEqualTo("true null");

    done("done", "{\"lastSeen\":\"101.3." + again.getEpochSecond() + "000000\"}");
    assertThat(standing()).isEqualTo("false 2026-03-02T12:00:00Z");
  }

  @Test
  void puts_off_only_what_its_presser_has_seen() {
    Instant asked = fixture.clock.instant().minus(Duration.ofHours(2));
    Instant again = asked.plusSeconds(120);
    fixture.rows.said(DashboardFixture.ANNA, DashboardFixture.ANNA, 3, again, "and where is it?");
    waits(DashboardFixture.ANNA, Duration.ofHours(1));
    String wish = "{\"until\":\"2026-03-02T13:00:00Z\",\"lastSeen\":\"101.%d.%d000000\"}";

    HttpResponse<String> crossed =
        fixture.post(ANNA + "/snooze", operator, wish.formatted(1, asked.getEpochSecond()));
    assertThat(crossed.statusCode()).isEqualTo(409);
    assertThat(DashboardFixture.json(crossed).get("type").asString()).endsWith("/newer-message");
    assertThat(DashboardFixture.json(fixture.get(ANNA, operator)).at("/conversation").toString())
        .doesNotContain("snoozedUntil")
        .contains("\"id\":\"101.3." + again.getEpochSecond() + "000000\"");

    done("snooze", wish.formatted(3, again.getEpochSecond()));
    assertThat(DashboardFixture.json(fixture.get(ANNA, operator)).at("/conversation").toString())
        .contains("\"snoozedUntil\":\"2026-03-02T13:00:00Z\"");
  }

  @Test
  void closes_what_was_seen_up_to_an_answer() {
    Instant asked = fixture.clock.instant().minus(Duration.ofHours(2));
    long queued =
        fixture.rows.outgoing(
            DashboardFixture.ANNA,
            "sendMessage",
            "{\"text\":\"soon\"}",
            "queued",
            asked.plusSeconds(10));
    String seen = "{\"lastSeen\":\"out." + queued + "\"}";
    done("done", seen);

    fixture.rows.said(DashboardFixture.ANNA, DashboardFixture.ANNA, 8, asked.plusSeconds(20), "x");
    assertThat(fixture.post(ANNA + "/done", operator, seen).statusCode()).isEqualTo(409);
    fixture.rows.message(
        DashboardFixture.ANNA, null, 9, asked.plusSeconds(15), "out", "soon", queued);
    fixture.rows.run("UPDATE outgoing SET state = 'sent', message_id = 9 WHERE id = ?", queued);
    done("done", seen);

    refused("done", "{\"lastSeen\":\"" + DashboardFixture.BORIS + ".1.1\"}", "'lastSeen'");
    refused("done", "{\"lastSeen\":\"nonsense\"}", "'lastSeen'");
    assertThat(
            fixture
                .post("/api/conversations/404/done", operator, "{\"lastSeen\":\"note.1\"}")
                .statusCode())
        .isEqualTo(404);
    done("done", "{\"lastSeen\":\"note.404\"}");
  }

  private String standing() {
    JsonNode conversation = DashboardFixture.json(fixture.get(ANNA, operator)).get("conversation");
    return conversation.has("waitingSince") + " " + conversation.path("doneAt").asString("null");
  }

  @Test
  void calls_the_team_as_telegram_does_until_they_write_to_the_bot() {
    Instant now = fixture.clock.instant();
    fixture.rows.run(
        "UPDATE message SET staff = true, staff_id = ? WHERE direction = 'out'",
        DashboardFixture.OWNER);
    index();
    done("assign", "{\"staffId\":" + DashboardFixture.OWNER + "}");
    JsonNode before = list("?tab=all&search=Anna").get("items").get(0);
    assertThat(before.at("/lastMessage/author").asString()).isEqualTo("203");
    assertThat(before.at("/assignee/name").asString()).isEqualTo("203");

    launch(DashboardFixture.OWNER);
    launch(DashboardFixture.BORIS);

    JsonNode after = list("?tab=all&search=Anna").get("items").get(0);
    assertThat(after.at("/lastMessage/author").asString()).isEqualTo("Launched");
    assertThat(after.at("/assignee/name").asString()).isEqualTo("Launched");
    assertThat(
            DashboardFixture.json(fixture.get(ANNA + "/messages", operator))
                .at("/items/0/author")
                .asString())
        .isEqualTo("Launched");
    assertThat(DashboardFixture.json(fixture.get("/api/conversations/facets", operator)).toString())
        .contains("{\"id\":203,\"name\":\"Launched\"}");
    String owner = fixture.signIn(DashboardFixture.OWNER);
    assertThat(
            DashboardFixture.json(fixture.get("/api/staff", owner))
                .at("/items/0/firstName")
                .asString())
        .isEqualTo("Launched");
    // Whoever is none of the team is not written down.
    assertThat(fixture.database.one("SELECT count(*) FROM staff")).isEqualTo("3");

    fixture.rows.person(DashboardFixture.OWNER, "Otto", now);
    assertThat(list("?tab=all&search=Anna").at("/items/0/assignee/name").asString())
        .isEqualTo("Otto");
  }

  private void launch(long person) {
    String data = fixture.initData(person, fixture.clock.instant());
    HttpResponse<String> opened =
        fixture.post("/api/session", Json.mapper().writeValueAsString(Map.of("initData", data)));
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
  }

  @Test
  void says_that_it_was_the_team_where_it_is_not_known_who() {
    fixture.rows.run("UPDATE message SET staff = true WHERE direction = 'out'");
    index();

    assertThat(list("?tab=all").at("/items/0/lastMessage/author").asString()).isEqualTo("team");
    assertThat(
            DashboardFixture.json(fixture.get(ANNA + "/messages", operator))
                .at("/items/0/author")
                .asString())
        .isEqualTo("team");
    String anna = fixture.signIn(DashboardFixture.ANNA);
    assertThat(
            DashboardFixture.json(fixture.get("/api/me/messages", anna))
                .at("/items/0/author")
                .asString())
        .isEqualTo("team");
  }

  @Test
  void says_live_when_lists_stand_differently() {
    try (LiveClient team = fixture.listen(operator, null);
        LiveClient anna = fixture.listen(fixture.signIn(DashboardFixture.ANNA), null)) {
      index();
      team.await("conversations");
      done("done", "{}");
      team.await("conversation:" + DashboardFixture.ANNA);

      fixture.changes.useTransaction(
          (transaction, news) -> news.tell(Topic.PERSON, Subject.person(DashboardFixture.ANNA)));
      anna.await("me");
      assertThat(anna.topics()).containsExactly("hello", "me");
    }
  }

  private void index() {
    try (ConversationIndex index =
        new ConversationIndex(fixture.database.database(), fixture.changes)) {
      index.start();
      Await.until(
          SOON,
          () ->
              fixture.database.one("SELECT count(*) FROM conversation").equals("2")
                  && fixture.database.one("SELECT count(walk_chat_id) FROM follower").equals("0"));
    }
  }

  private void waits(long person, Duration ago) {
    fixture.rows.run(
        "UPDATE chat SET waiting_since = ? WHERE id = ?",
        Rows.at(fixture.clock.instant().minus(ago)),
        person);
  }

  private void draft(long staff, String text, Instant at) {
    fixture.rows.run(
        "INSERT INTO draft (chat_id, staff_id, text, changed_at) VALUES (?, ?, ?, ?)",
        DashboardFixture.ANNA,
        staff,
        text,
        Rows.at(at));
  }

  private JsonNode list(String query) {
    HttpResponse<String> answer = fixture.get("/api/conversations" + query, operator);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return DashboardFixture.json(answer);
  }

  private void done(String act, String json) {
    HttpResponse<String> answer =
        fixture.post(ANNA + "/" + act, operator, json.isEmpty() ? "{}" : json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  private void refused(String act, String json, String why) {
    HttpResponse<String> answer = fixture.post(ANNA + "/" + act, operator, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(DashboardFixture.json(answer).get("detail").asString()).contains(why);
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
