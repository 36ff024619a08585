package berry.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The methods that change or remove messages.
final class Editing {

  private final Draft draft;
  private final Media media;

  Editing(Draft draft, Media media) {
    this.draft = draft;
    this.media = media;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("editmessagetext", this::text);
    methods.put("editmessagecaption", this::caption);
    methods.put("editmessagemedia", this::media);
    methods.put("editmessagereplymarkup", this::markup);
    methods.put("deletemessage", this::delete);
    methods.put("deletemessages", this::deleteAll);
    return methods;
  }

  private JsonNode text(Bot bot, Parameters parameters) {
    Text text = Draft.text(parameters, "text");
    return edit(
        bot,
        parameters,
        after -> {
          if (!after.has("text")) {
            throw Refused.bad("there is no text in the message to edit");
          }
          text.into(after, "text");
        });
  }

  private JsonNode caption(Bot bot, Parameters parameters) {
    Text caption = Draft.text(parameters, "caption");
    return edit(
        bot,
        parameters,
        after -> {
          if (after.has("text")) {
            throw Refused.bad("there is no caption in the message to edit");
          }
          caption.into(after, "caption");
        });
  }

  private JsonNode media(Bot bot, Parameters parameters) {
    @Nullable JsonNode item = parameters.json("media");
    if (item == null) {
      throw Refused.bad("input media is not specified");
    }
    return edit(
        bot,
        parameters,
        after -> {
          after.remove(List.of("text", "entities"));
          media.fill(after, item, parameters);
        });
  }

  private JsonNode markup(Bot bot, Parameters parameters) {
    return edit(bot, parameters, after -> {});
  }

  @FunctionalInterface
  private interface Change {
    void make(ObjectNode after);
  }

  /// Without `reply_markup` the inline keyboard goes: that is Telegram's rule, and a common
  /// surprise.
  private JsonNode edit(Bot bot, Parameters parameters, Change change) {
    Chat chat = draft.open(bot, parameters);
    @Nullable ObjectNode message = chat.message(parameters.number("message_id", 0));
    if (message == null) {
      throw Refused.bad("message to edit not found");
    }
    if (message.path("from").path("id").asLong(0) != bot.id()) {
      throw Refused.bad("message can't be edited");
    }
    ObjectNode after = message.deepCopy();
    change.make(after);
    Markup.into(after, Markup.read(parameters, chat));
    if (after.equals(message)) {
      throw Refused.bad(
          "message is not modified: specified new message content and reply markup are exactly "
              + "the same as a current content and reply markup of the message");
    }
    after.put("edit_date", draft.world().now().getEpochSecond());
    return draft.send(chat, after);
  }

  private JsonNode delete(Bot bot, Parameters parameters) {
    Chat chat = draft.open(bot, parameters);
    long number = parameters.number("message_id", 0);
    if (chat.message(number) == null) {
      throw Refused.bad("message to delete not found");
    }
    chat.remove(number);
    draft.world().changed();
    return Draft.yes();
  }

  private JsonNode deleteAll(Bot bot, Parameters parameters) {
    Chat chat = draft.open(bot, parameters);
    @Nullable JsonNode numbers = parameters.json("message_ids");
    if (numbers == null || numbers.isEmpty() || numbers.size() > 100) {
      throw Refused.bad("message identifiers are not specified");
    }
    numbers.forEach(number -> chat.remove(number.asLong(0)));
    draft.world().changed();
    return Draft.yes();
  }
}
