package berry.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages that are neither text nor file: places, contacts, dice, polls.
final class Cards {

  /// How many faces each dice has, by its emoji.
  private static final Map<String, Integer> DICE =
      Map.of("🎲", 6, "🎯", 6, "🎳", 6, "🏀", 5, "⚽", 5, "🎰", 64);

  private final Draft draft;

  @FunctionalInterface
  private interface Card {
    void fill(ObjectNode message, Parameters parameters);
  }

  Cards(Draft draft) {
    this.draft = draft;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("sendlocation", sending(Cards::location));
    methods.put("sendvenue", sending(Cards::venue));
    methods.put("sendcontact", sending(Cards::contact));
    methods.put("senddice", sending(Cards::dice));
    methods.put("sendpoll", sending(Cards::poll));
    return methods;
  }

  private Method sending(Card card) {
    return (bot, parameters) -> {
      Chat chat = draft.open(bot, parameters);
      @Nullable JsonNode markup = Markup.read(parameters, chat);
      ObjectNode message = draft.message(bot, chat, parameters);
      card.fill(message, parameters);
      Markup.into(message, markup);
      return draft.send(chat, message);
    };
  }

  private static void location(ObjectNode message, Parameters parameters) {
    message
        .putObject("location")
        .put("latitude", degrees(parameters, "latitude"))
        .put("longitude", degrees(parameters, "longitude"));
  }

  /// A venue's message also has a `location`, as on Telegram.
  private static void venue(ObjectNode message, Parameters parameters) {
    location(message, parameters);
    ObjectNode venue = message.putObject("venue");
    venue.set("location", message.path("location").deepCopy());
    for (String name : new String[] {"title", "address"}) {
      if (!parameters.has(name)) {
        throw Refused.bad(name + " is empty");
      }
      venue.put(name, parameters.text(name));
    }
  }

  private static double degrees(Parameters parameters, String name) {
    try {
      return Double.parseDouble(parameters.text(name));
    } catch (NumberFormatException none) {
      throw Refused.bad(name + " is empty");
    }
  }

  private static void contact(ObjectNode message, Parameters parameters) {
    if (!parameters.has("phone_number")) {
      throw Refused.bad("phone number is empty");
    }
    if (!parameters.has("first_name")) {
      throw Refused.bad("first name is empty");
    }
    ObjectNode contact = message.putObject("contact");
    for (String name : new String[] {"phone_number", "first_name", "last_name", "vcard"}) {
      if (parameters.has(name)) {
        contact.put(name, parameters.text(name));
      }
    }
  }

  private static void dice(ObjectNode message, Parameters parameters) {
    String emoji = parameters.has("emoji") ? parameters.text("emoji") : "🎲";
    @Nullable Integer faces = DICE.get(emoji);
    if (faces == null) {
      throw Refused.bad("EMOTICON_INVALID");
    }
    int value = 1 + ThreadLocalRandom.current().nextInt(faces);
    message.putObject("dice").put("emoji", emoji).put("value", value);
  }

  private static void poll(ObjectNode message, Parameters parameters) {
    String question = parameters.text("question").strip();
    if (question.isEmpty() || question.length() > 300) {
      throw Refused.bad(
          question.isEmpty() ? "poll question must be non-empty" : "poll question is too long");
    }
    @Nullable JsonNode wanted = parameters.json("options");
    if (wanted == null || wanted.isEmpty() || wanted.size() > 12) {
      throw Refused.bad("poll must have at least 1 option and at most 12");
    }
    ObjectNode poll =
        message
            .putObject("poll")
            .put("id", String.valueOf(ThreadLocalRandom.current().nextLong(1L << 50, 1L << 60)))
            .put("question", question);
    ArrayNode options = poll.putArray("options");
    for (JsonNode one : wanted) {
      String text = one.isObject() ? Trees.text(one, "text") : one.asString("");
      if (text.isBlank() || text.length() > 100) {
        throw Refused.bad("poll options must be non-empty and not longer than 100 characters");
      }
      options.addObject().put("text", text).put("voter_count", 0);
    }
    boolean anonymous = !parameters.has("is_anonymous") || parameters.flag("is_anonymous");
    poll.put("total_voter_count", 0)
        .put("is_closed", parameters.flag("is_closed"))
        .put("is_anonymous", anonymous)
        .put("type", parameters.has("type") ? parameters.text("type") : "regular")
        .put("allows_multiple_answers", parameters.flag("allows_multiple_answers"));
  }
}
