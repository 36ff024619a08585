package berry.scenarios;

import berry.testing.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The owner's chat with the bot, as far as it is about alerts: one message a rule, found by the
/// runbook that it names, whatever becomes of it.
final class AlertChat {

  private final ScenarioFixture fixture;
  private final long owner;
  private final Map<String, Instant> provoked = new TreeMap<>();
  private final List<String> measured = new ArrayList<>();

  AlertChat(ScenarioFixture fixture, long owner) {
    this.fixture = fixture;
    this.owner = owner;
  }

  /// From now on the rule's threshold is crossed.
  void crossed(String rule) {
    crosses(rule, Duration.ZERO);
  }

  /// The same, for one whose threshold is crossed by time passing: not from now on, but then.
  void crosses(String rule, Duration later) {
    provoked.put(rule, Clock.systemUTC().instant().plus(later));
  }

  /// Waits for the rule's message, and notes how long after the crossing it came.
  JsonNode told(String rule, Duration most) {
    JsonNode message = awaits(rule, most, "");
    Instant since = provoked.get(rule);
    if (since != null) {
      // Telegram tells whole seconds only.
      Instant sent = Instant.ofEpochSecond(message.get("date").longValue());
      long seconds = Math.max(0, Math.round(Duration.between(since, sent).toMillis() / 1e3));
      measured.add("%-22s %3d s after its threshold was crossed".formatted(rule, seconds));
    }
    return message;
  }

  /// Waits until the rule's message says that.
  JsonNode awaits(String rule, Duration most, String words) {
    List<JsonNode> found = new ArrayList<>();
    try {
      Await.until(
          most,
          () -> {
            message(rule).filter(one -> text(one).contains(words)).ifPresent(found::add);
            return !found.isEmpty();
          });
    } catch (AssertionError late) {
      throw new AssertionError(
          "the message of %s does not say '%s' within %s; the chat:\n%s"
              .formatted(rule, words, most, String.join("\n---\n", texts())),
          late);
    }
    return found.getFirst();
  }

  /// The rule's newest message.
  Optional<JsonNode> message(String rule) {
    return all(rule).reduce((_, newer) -> newer);
  }

  long count(String rule) {
    return all(rule).count();
  }

  /// Somebody presses the first button under the rule's message.
  void pressesSilence(long person, String rule) {
    JsonNode message = message(rule).orElseThrow();
    JsonNode button = message.at("/reply_markup/inline_keyboard/0/0");
    Web.Answer answer =
        Web.post(
            fixture.sandbox() + "/sandbox/control/callbacks",
            Map.of(
                "token", fixture.token(),
                "personId", person,
                "chatId", owner,
                "messageId", message.get("message_id").longValue(),
                "data", button.get("callback_data").stringValue()));
    if (answer.status() != 200) {
      throw new AssertionError("the sandbox answered " + answer);
    }
  }

  /// One line a rule: how soon it was told.
  List<String> measured() {
    return List.copyOf(measured);
  }

  List<String> texts() {
    return items().map(AlertChat::text).toList();
  }

  static String text(JsonNode message) {
    @Nullable JsonNode text = message.get("text");
    return text == null ? message.path("caption").asString("") : text.stringValue();
  }

  static boolean picture(JsonNode message) {
    return message.has("photo");
  }

  private Stream<JsonNode> all(String rule) {
    return items().filter(one -> text(one).contains("runbooks/" + rule + ".md"));
  }

  private Stream<JsonNode> items() {
    String token = URLEncoder.encode(fixture.token(), StandardCharsets.UTF_8);
    return Web.get(
            fixture.sandbox() + "/sandbox/control/chats/" + owner + "/messages?token=" + token)
        .json()
        .get("items")
        .valueStream();
  }
}
