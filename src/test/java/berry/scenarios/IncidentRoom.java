package berry.scenarios;

import berry.testing.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Somebody's chat with the bot, as far as it is about incidents: one message each, found by its
/// heading, whatever becomes of it.
final class IncidentRoom {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final ScenarioFixture fixture;
  private final long person;

  IncidentRoom(ScenarioFixture fixture, long person) {
    this.fixture = fixture;
    this.person = person;
  }

  /// Waits until the incident's message says that.
  JsonNode awaits(long incident, Duration most, String words) {
    return finds(
        most,
        one -> heads(one, incident) && AlertChat.text(one).contains(words),
        "incident " + incident + " with '" + words + "'");
  }

  /// How many messages head with the incident.
  long count(long incident) {
    return items().filter(one -> heads(one, incident)).count();
  }

  /// Presses a button that is there.
  void presses(long incident, String verb) {
    String data = "incident:" + verb + ":" + incident;
    JsonNode message =
        finds(
            SOON,
            one -> heads(one, incident) && one.path("reply_markup").toString().contains(data),
            "a button " + data);
    sends(message, data);
  }

  /// Says something, and waits for an answer that was not there before and holds the words.
  String hears(String said, String words) {
    long last = last();
    fixture.says(person, said);
    return AlertChat.text(
        finds(
            SOON,
            one -> id(one) > last && AlertChat.text(one).contains(words),
            "an answer to " + said + " with '" + words + "'"));
  }

  /// Answers the question what happened, which a button has just brought.
  void writesDown(long incident, String words) {
    JsonNode question =
        finds(
            SOON,
            one ->
                one.path("reply_markup").path("force_reply").asBoolean(false)
                    && AlertChat.text(one).contains("Incident " + incident + ":"),
            "the question about incident " + incident);
    post(
        "messages",
        Map.of(
            "token", fixture.token(),
            "person", Map.of("id", person),
            "replyTo", id(question),
            "text", words));
    finds(
        SOON,
        one -> AlertChat.text(one).contains("Incident " + incident + " is closed"),
        "that incident " + incident + " is closed");
  }

  private void sends(JsonNode message, String data) {
    post(
        "callbacks",
        Map.of(
            "token", fixture.token(),
            "personId", person,
            "chatId", person,
            "messageId", id(message),
            "data", data));
  }

  private void post(String what, Map<String, ?> body) {
    Web.Answer answer = Web.post(fixture.sandbox() + "/sandbox/control/" + what, body);
    if (answer.status() != 200) {
      throw new AssertionError("the sandbox answered " + answer);
    }
  }

  private JsonNode finds(Duration most, Predicate<JsonNode> fits, String what) {
    List<JsonNode> found = new ArrayList<>();
    try {
      Await.until(
          most,
          () -> {
            items().filter(fits).forEach(found::add);
            return !found.isEmpty();
          });
    } catch (AssertionError late) {
      String chat = String.join("\n---\n", items().map(AlertChat::text).toList());
      throw new AssertionError(
          "not within %s: %s; the chat of %d:\n%s".formatted(most, what, person, chat), late);
    }
    return found.getLast();
  }

  /// Its own message, not one that reminds of it.
  private static boolean heads(JsonNode message, long incident) {
    return AlertChat.text(message)
        .lines()
        .findFirst()
        .orElse("")
        .contains("Incident " + incident + " ·");
  }

  private long last() {
    return items().mapToLong(IncidentRoom::id).max().orElse(0);
  }

  private static long id(JsonNode message) {
    return message.get("message_id").longValue();
  }

  private Stream<JsonNode> items() {
    String token = URLEncoder.encode(fixture.token(), StandardCharsets.UTF_8);
    return Web.get(
            fixture.sandbox() + "/sandbox/control/chats/" + person + "/messages?token=" + token)
        .json()
        .get("items")
        .valueStream();
  }
}
