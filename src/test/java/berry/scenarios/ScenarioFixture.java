package berry.scenarios;

import berry.testing.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// The sandbox through its control API, and Berry through its own: people who write and look.
///
/// @param sandbox where the sandbox listens
/// @param berry where Berry listens
/// @param token of the bot that Berry runs
record ScenarioFixture(String sandbox, String berry, String token) {

  static final long ANNA = 5_001;
  static final long STRANGER = 5_009;
  static final long OWNER = 5_010;

  /// A Berry that plays Telegram itself.
  static ScenarioFixture inside(String address) {
    String token = Web.get(address + "/sandbox/control/berry").json().get("token").stringValue();
    return new ScenarioFixture(address, address, token);
  }

  long owner() {
    return Web.get(sandbox + "/sandbox/control/berry").json().get("owner").get("id").longValue();
  }

  /// Somebody writes to the bot.
  ///
  /// @return the update's id
  long says(long person, String text) {
    Web.Answer answer =
        Web.post(
            sandbox + "/sandbox/control/messages",
            Map.of(
                "token", token,
                "person",
                    Map.of("id", person, "firstName", "Person " + person, "languageCode", "en"),
                "text", text));
    if (answer.status() != 200) {
      throw new AssertionError("the sandbox answered " + answer);
    }
    return answer.json().get("updateId").longValue();
  }

  /// What the bot sent to a chat, once it fits.
  JsonNode heard(long chat, Predicate<JsonNode> fits) {
    String url = sandbox + "/sandbox/control/chats/" + chat + "/messages?token=" + encoded(token);
    return reads(() -> Web.get(url), answer -> fits.test(answer.get("items"))).get("items");
  }

  /// Opens the Mini App as this person.
  ///
  /// @return the session's token
  String opens(long person) {
    String url =
        sandbox + "/sandbox/control/init-data?token=" + encoded(token) + "&person=" + person;
    String initData = Web.get(url).json().get("initData").stringValue();
    Web.Answer answer = Web.post(berry + "/api/session", Map.of("initData", initData));
    if (answer.status() != 200) {
      throw new AssertionError("no session: " + answer);
    }
    return answer.json().get("token").stringValue();
  }

  /// Reads until it fits.
  JsonNode sees(String session, String path, Predicate<JsonNode> fits) {
    return reads(() -> Web.get(berry + path, session), fits);
  }

  /// What fitted itself: the next reading may find more. A refusal is no answer yet.
  private static JsonNode reads(Supplier<Web.Answer> reading, Predicate<JsonNode> fits) {
    List<JsonNode> found = new ArrayList<>();
    Await.until(
        Duration.ofSeconds(20),
        () -> {
          Web.Answer answer = reading.get();
          if (answer.status() == 200 && fits.test(answer.json())) {
            found.add(answer.json());
          }
          return !found.isEmpty();
        });
    return found.getFirst();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
