package berry.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pressed buttons that wait for `answerCallbackQuery`. Guarded by [World]'s lock; not kept over a
/// restart, as a press grows old within seconds.
final class Callbacks {

  private static final Duration ANSWERABLE = Duration.ofSeconds(30);
  private static final int KEPT = 500;

  private final World world;
  private final Map<String, Press> presses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Press> eldest) {
          return size() > KEPT;
        }
      };

  /// @param answer what the person is shown; null while the bot has not answered
  private record Press(long botId, long personId, Instant at, @Nullable ObjectNode answer) {}

  Callbacks(World world) {
    this.world = world;
  }

  /// A new press.
  ///
  /// @return the id of its `CallbackQuery`
  String press(Bot bot, long personId) {
    String id = String.valueOf(ThreadLocalRandom.current().nextLong(1L << 50, 1L << 62));
    presses.put(id, new Press(bot.id(), personId, world.now(), null));
    return id;
  }

  /// `answerCallbackQuery`.
  JsonNode answer(Bot bot, Parameters parameters) {
    String id = parameters.text("callback_query_id");
    @Nullable Press press = presses.get(id);
    if (press == null
        || press.botId() != bot.id()
        || press.answer() != null
        || press.at().plus(ANSWERABLE).isBefore(world.now())) {
      throw Refused.bad("query is too old and response timeout expired or query ID is invalid");
    }
    String text = parameters.text("text");
    if (text.length() > 200) {
      throw Refused.bad("MESSAGE_TOO_LONG");
    }
    ObjectNode answer =
        Trees.object().put("text", text).put("alert", parameters.flag("show_alert"));
    if (parameters.has("url")) {
      if (!Links.followable(parameters.text("url"))) {
        throw Refused.bad("URL_INVALID");
      }
      answer.put("url", parameters.text("url"));
    }
    presses.put(id, new Press(press.botId(), press.personId(), press.at(), answer));
    world.changed();
    return Draft.yes();
  }

  /// Answers a person has got, by callback id.
  ObjectNode answers(Bot bot, long personId) {
    ObjectNode answers = Trees.object();
    presses.forEach((id, press) -> {
      if (press.botId() == bot.id() && press.personId() == personId && press.answer() != null) {
        answers.set(id, press.answer());
      }
    });
    return answers;
  }
}
