package berry.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/// What all sending methods have in common: the chat, the text, the reply, the topic.
final class Draft {

  private final World world;

  Draft(World world) {
    this.world = world;
  }

  /// The chat a call names, whatever its state.
  Chat named(Bot bot, Parameters parameters, String name) {
    String wanted = parameters.text(name).strip();
    if (wanted.isEmpty()) {
      throw Refused.bad(name + " is empty");
    }
    if (wanted.startsWith("@")) {
      return bot.rooms().values().stream()
          .filter(room -> !room.isPrivate())
          .filter(room -> wanted.substring(1).equalsIgnoreCase(room.username()))
          .findFirst()
          .orElseThrow(() -> Refused.bad("chat not found"));
    }
    @Nullable Long id = parameters.number(name);
    @Nullable Chat room = id == null ? null : bot.rooms().get(id);
    if (room != null) {
      return room;
    }
    if (id != null && world.person(id) != null) {
      throw Refused.forbidden("bot can't initiate conversation with a user");
    }
    throw Refused.bad("chat not found");
  }

  /// The chat a call sends to.
  Chat open(Bot bot, Parameters parameters) {
    Chat room = named(bot, parameters, "chat_id");
    Long migrated = room.migratedTo();
    if (migrated != null) {
      throw Refused.upgraded(migrated);
    }
    if (room.blocked()) {
      throw Refused.forbidden(
          room.isPrivate()
              ? "bot was blocked by the user"
              : "bot was kicked from the " + room.type() + " chat");
    }
    return room;
  }

  /// A new message of the bot, still empty.
  ObjectNode message(Bot bot, Chat room, Parameters parameters) {
    ObjectNode message = Trees.object();
    message.set("from", bot.user());
    message.set("chat", world.chat(room));
    message.put("date", world.now().getEpochSecond());
    thread(room, parameters, message);
    reply(room, parameters, message);
    if (parameters.flag("protect_content")) {
      message.put("has_protected_content", true);
    }
    return message;
  }

  private static void thread(Chat room, Parameters parameters, ObjectNode message) {
    @Nullable Long thread = parameters.number("message_thread_id");
    if (thread == null) {
      return;
    }
    @Nullable ObjectNode topic = room.topics().get(thread);
    if (topic == null) {
      throw Refused.bad("message thread not found");
    }
    if (topic.path("closed").asBoolean(false)) {
      throw Refused.bad("TOPIC_CLOSED");
    }
    message.put("message_thread_id", thread).put("is_topic_message", true);
  }

  private static void reply(Chat room, Parameters parameters, ObjectNode message) {
    @Nullable JsonNode wanted = parameters.json("reply_parameters");
    long number =
        wanted == null
            ? parameters.number("reply_to_message_id", 0)
            : wanted.path("message_id").asLong(0);
    if (number == 0) {
      return;
    }
    @Nullable ObjectNode original = room.message(number);
    if (original != null) {
      ObjectNode quoted = original.deepCopy();
      quoted.remove("reply_to_message");
      message.set("reply_to_message", quoted);
      return;
    }
    boolean without =
        wanted == null
            ? parameters.flag("allow_sending_without_reply")
            : wanted.path("allow_sending_without_reply").asBoolean(false);
    if (!without) {
      throw Refused.bad("message to be replied not found");
    }
  }

  /// The text of a call, its markup read.
  ///
  /// @param name `text` or `caption`
  static Text text(Parameters parameters, String name) {
    String raw = parameters.text(name);
    String mode = parameters.text("parse_mode");
    Text text =
        switch (mode.toLowerCase(java.util.Locale.ROOT)) {
          case "html" -> HtmlText.read(raw);
          case "markdownv2" -> MarkdownText.read(raw);
          case "markdown" -> OldMarkdownText.read(raw);
          case "", "none" -> new Text(raw, given(parameters, name));
          default -> throw Refused.bad("unsupported parse_mode");
        };
    Text whole = text.trimmed().found();
    if (name.equals("text") && whole.plain().isEmpty()) {
      throw Refused.bad("message text is empty");
    }
    if (name.equals("text") && whole.plain().length() > 4096) {
      throw Refused.bad("message is too long");
    }
    if (name.equals("caption") && whole.plain().length() > 1024) {
      throw Refused.bad("message caption is too long");
    }
    return whole;
  }

  private static List<ObjectNode> given(Parameters parameters, String name) {
    @Nullable JsonNode list =
        parameters.json(name.equals("text") ? "entities" : "caption_entities");
    List<ObjectNode> entities = new ArrayList<>();
    if (list != null) {
      for (JsonNode one : list) {
        if (one instanceof ObjectNode entity) {
          entities.add(entity.deepCopy());
        }
      }
    }
    return entities;
  }

  /// Puts the message into the chat.
  ///
  /// @return a copy of it as the answer: what lies in the chat may still be edited
  JsonNode send(Chat room, ObjectNode message) {
    room.add(message);
    room.action("", world.now());
    world.changed();
    return message.deepCopy();
  }

  World world() {
    return world;
  }

  static JsonNode yes() {
    return BooleanNode.TRUE;
  }
}
