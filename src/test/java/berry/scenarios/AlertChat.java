package berry.scenarios;

import berry.alerts.Alerts;
import berry.testing.Await;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The owner's chat with the bot, as far as it is about alerts. What begins within ten minutes is
/// one incident and one message: it tells the worst rule in full and names others in a line each.
final class AlertChat {

  private static final Properties WORDS = words();

  private static final Pattern INCIDENT =
      Pattern.compile("^\\S+ Incident \\d+ · .*", Pattern.DOTALL);

  private final ScenarioFixture fixture;
  private final AlertStage stage;
  private final long owner;
  private final Map<String, Instant> provoked = new TreeMap<>();
  private final List<String> measured = new ArrayList<>();

  AlertChat(ScenarioFixture fixture, AlertStage stage, long owner) {
    this.fixture = fixture;
    this.stage = stage;
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

  /// Waits until a message names the rule, and notes how long after the crossing that was.
  JsonNode told(String rule, Duration most) {
    JsonNode message = awaits(rule, most, "");
    measure(rule);
    return message;
  }

  /// The same for one that need not be among the few that are named: the rest is counted.
  void joined(String rule, Duration most) {
    Await.until(
        most,
        () ->
            message(rule).isPresent()
                || (!incidentOf(rule).isEmpty()
                    && texts().stream().anyMatch(text -> text.matches("(?s).*\nand \\d+ more$"))));
    measure(rule);
  }

  /// Waits until the rule has fired once and is over, and no person need look at it any more.
  void over(String rule, Duration most) {
    Await.until(
        most,
        () ->
            stage
                .ask(
                    "SELECT count(ended_at) || ' of ' || count(*) FROM incident_alert WHERE key = '"
                        + rule
                        + "'")
                .equals("1 of 1"));
  }

  private void measure(String rule) {
    Instant since = provoked.get(rule);
    if (since != null) {
      Duration late = Duration.between(since, Clock.systemUTC().instant());
      long seconds = Math.max(0, Math.round(late.toMillis() / 1e3));
      measured.add("%-22s %3d s after its threshold was crossed".formatted(rule, seconds));
    }
  }

  private String incidentOf(String rule) {
    return stage.ask("SELECT incident_id FROM incident_alert WHERE key = '" + rule + "'");
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

  /// The newest message that names the rule.
  Optional<JsonNode> message(String rule) {
    return items().filter(one -> names(one, rule)).reduce((_, newer) -> newer);
  }

  /// How often the rule fired: a change for the worse and back again would be more.
  long count(String rule) {
    return Long.parseLong(
        stage.ask("SELECT count(*) FROM incident_alert WHERE key = '" + rule + "'"));
  }

  /// How many messages of incidents there are, reminders left out.
  long incidents() {
    return texts().stream().filter(text -> INCIDENT.matcher(text).matches()).count();
  }

  /// The newest message of an incident.
  JsonNode incident() {
    return items()
        .filter(one -> INCIDENT.matcher(text(one)).matches())
        .reduce((_, newer) -> newer)
        .orElseThrow();
  }

  /// Somebody presses "Silence 1 h" under the incident's message.
  void pressesSilence(long person) {
    JsonNode message = incident();
    String data =
        message
            .at("/reply_markup/inline_keyboard")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .map(button -> button.path("callback_data").asString(""))
            .filter(one -> one.startsWith("incident:silence:"))
            .findFirst()
            .orElseThrow();
    Web.Answer answer =
        Web.post(
            fixture.sandbox() + "/sandbox/control/callbacks",
            Map.of(
                "token", fixture.token(),
                "personId", person,
                "chatId", owner,
                "messageId", message.get("message_id").longValue(),
                "data", data));
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

  private static boolean names(JsonNode message, String rule) {
    String text = text(message);
    return text.contains("runbooks/" + rule + ".md")
        || text.contains(WORDS.getProperty("rule." + rule));
  }

  private static Properties words() {
    Properties words = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Alerts.class.getResourceAsStream("words.en.properties")),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
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
