package berry.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The methods that put messages into chats.
final class Sending {

  private static final Set<String> ACTIONS =
      Set.of(
          "typing",
          "upload_photo",
          "record_video",
          "upload_video",
          "record_voice",
          "upload_voice",
          "upload_document",
          "choose_sticker",
          "find_location",
          "record_video_note",
          "upload_video_note");

  /// What belongs to one message and not to what it says.
  private static final Set<String> FRAME =
      Set.of(
          "message_id",
          "message_thread_id",
          "is_topic_message",
          "from",
          "chat",
          "date",
          "edit_date",
          "reply_to_message",
          "forward_origin",
          "reply_markup",
          "media_group_id",
          "has_protected_content");

  private final Draft draft;
  private final Media media;

  Sending(Draft draft, Media media) {
    this.draft = draft;
    this.media = media;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("sendmessage", this::message);
    for (FileKind kind : FileKind.values()) {
      methods.put(
          "send" + kind.field().replace("_", ""), (bot, parameters) -> file(bot, parameters, kind));
    }
    methods.put("sendmediagroup", this::album);
    methods.put("sendchataction", this::action);
    methods.put("copymessage", (bot, parameters) -> again(bot, parameters, false));
    methods.put("forwardmessage", (bot, parameters) -> again(bot, parameters, true));
    methods.put("copymessages", (bot, parameters) -> several(bot, parameters, false));
    methods.put("forwardmessages", (bot, parameters) -> several(bot, parameters, true));
    return methods;
  }

  private JsonNode message(Bot bot, Parameters parameters) {
    Text text = Draft.text(parameters, "text");
    Chat chat = draft.open(bot, parameters);
    @Nullable JsonNode markup = Markup.read(parameters, chat);
    ObjectNode message = draft.message(bot, chat, parameters);
    text.into(message, "text");
    Markup.into(message, markup);
    return draft.send(chat, message);
  }

  private JsonNode file(Bot bot, Parameters parameters, FileKind kind) {
    Text caption = Draft.text(parameters, "caption");
    Chat chat = draft.open(bot, parameters);
    @Nullable JsonNode markup = Markup.read(parameters, chat);
    ObjectNode message = draft.message(bot, chat, parameters);
    String field = kind.field();
    media.into(message, media.named(parameters, field, parameters.text(field), kind), parameters);
    if (kind.takesCaption()) {
      caption.into(message, "caption");
    }
    Markup.into(message, markup);
    return draft.send(chat, message);
  }

  private JsonNode album(Bot bot, Parameters parameters) {
    Chat chat = draft.open(bot, parameters);
    @Nullable JsonNode items = parameters.json("media");
    if (items == null || items.size() < 2) {
      throw Refused.bad("too few messages to send as an album");
    }
    if (items.size() > 10) {
      throw Refused.bad("too many messages to send as an album");
    }
    refuseMixture(items);
    String group = String.valueOf(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));
    List<ObjectNode> messages = new ArrayList<>();
    for (JsonNode item : items) {
      ObjectNode message = draft.message(bot, chat, parameters);
      message.put("media_group_id", group);
      media.fill(message, item, parameters);
      messages.add(message);
    }
    ArrayNode sent = Trees.array();
    messages.forEach(message -> sent.add(draft.send(chat, message)));
    return sent;
  }

  /// Audio stands with audio, documents with documents; photos and videos may be mixed.
  private static void refuseMixture(JsonNode items) {
    Set<String> types = new TreeSet<>();
    items.forEach(item -> types.add(Trees.text(item, "type")));
    if (types.size() > 1) {
      if (types.contains("audio")) {
        throw Refused.bad("Audio can't be mixed with other media types");
      }
      if (types.contains("document")) {
        throw Refused.bad("Document can't be mixed with other media types");
      }
    }
  }

  private JsonNode action(Bot bot, Parameters parameters) {
    Chat chat = draft.open(bot, parameters);
    if (!ACTIONS.contains(parameters.text("action"))) {
      throw Refused.bad("wrong parameter action in request");
    }
    chat.action(parameters.text("action"), draft.world().now().plus(Duration.ofSeconds(5)));
    draft.world().changed();
    return Draft.yes();
  }

  private JsonNode again(Bot bot, Parameters parameters, boolean forward) {
    Chat chat = draft.open(bot, parameters);
    Chat source = draft.named(bot, parameters, "from_chat_id");
    @Nullable ObjectNode original = source.message(parameters.number("message_id", 0));
    if (original == null) {
      throw Refused.bad("message to " + (forward ? "forward" : "copy") + " not found");
    }
    ObjectNode message = draft.message(bot, chat, parameters);
    original.properties().stream()
        .filter(one -> !FRAME.contains(one.getKey()))
        .forEach(one -> message.set(one.getKey(), one.getValue().deepCopy()));
    if (forward) {
      ObjectNode origin = message.putObject("forward_origin").put("type", "user");
      origin.set("date", original.path("date"));
      origin.set("sender_user", original.path("from"));
      return draft.send(chat, message);
    }
    if (parameters.has("caption")) {
      Draft.text(parameters, "caption").into(message, "caption");
    }
    Markup.into(message, Markup.read(parameters, chat));
    long number = draft.send(chat, message).path("message_id").asLong(0);
    return Trees.object().put("message_id", number);
  }

  /// Several at once; those that are not there are left out, as on Telegram.
  private JsonNode several(Bot bot, Parameters parameters, boolean forward) {
    Chat source = draft.named(bot, parameters, "from_chat_id");
    @Nullable JsonNode numbers = parameters.json("message_ids");
    if (numbers == null || numbers.isEmpty() || numbers.size() > 100) {
      throw Refused.bad("message identifiers are not specified");
    }
    ArrayNode sent = Trees.array();
    for (JsonNode number : numbers) {
      if (source.message(number.asLong(0)) != null) {
        JsonNode one = again(bot, parameters.with("message_id", number), forward);
        sent.addObject().set("message_id", one.path("message_id"));
      }
    }
    if (sent.isEmpty()) {
      throw Refused.bad("there are no messages to " + (forward ? "forward" : "copy"));
    }
    return sent;
  }
}
