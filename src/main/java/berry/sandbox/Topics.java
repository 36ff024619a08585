package berry.sandbox;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Forum topics of a supergroup.
final class Topics {

  private static final int COLOUR = 7322096;

  private final Draft draft;

  Topics(Draft draft) {
    this.draft = draft;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("createforumtopic", this::create);
    methods.put("editforumtopic", this::edit);
    methods.put("closeforumtopic", (bot, parameters) -> close(bot, parameters, true));
    methods.put("reopenforumtopic", (bot, parameters) -> close(bot, parameters, false));
    methods.put("deleteforumtopic", this::delete);
    return methods;
  }

  private JsonNode create(Bot bot, Parameters parameters) {
    Chat chat = forum(bot, parameters);
    String name = parameters.text("name").strip();
    if (name.isEmpty() || name.length() > 128) {
      throw Refused.bad("topic name is invalid");
    }
    long colour = parameters.number("icon_color", COLOUR);
    ObjectNode notice = draft.message(bot, chat, Parameters.of(Trees.object()));
    notice.putObject("forum_topic_created").put("name", name).put("icon_color", colour);
    long thread = draft.send(chat, notice).path("message_id").asLong(0);
    notice.put("message_thread_id", thread).put("is_topic_message", true);
    ObjectNode topic =
        Trees.object().put("message_thread_id", thread).put("name", name).put("icon_color", colour);
    chat.topics().put(thread, topic);
    return topic.deepCopy();
  }

  private JsonNode edit(Bot bot, Parameters parameters) {
    ObjectNode topic = topic(forum(bot, parameters), parameters);
    if (parameters.has("name")) {
      topic.put("name", parameters.text("name"));
    }
    draft.world().changed();
    return Draft.yes();
  }

  private JsonNode close(Bot bot, Parameters parameters, boolean closed) {
    ObjectNode topic = topic(forum(bot, parameters), parameters);
    if (topic.path("closed").asBoolean(false) == closed) {
      throw Refused.bad("TOPIC_NOT_MODIFIED");
    }
    topic.put("closed", closed);
    draft.world().changed();
    return Draft.yes();
  }

  private JsonNode delete(Bot bot, Parameters parameters) {
    Chat chat = forum(bot, parameters);
    long thread = topic(chat, parameters).path("message_thread_id").asLong(0);
    chat.topics().remove(thread);
    for (ObjectNode message : chat.messages()) {
      if (message.path("message_thread_id").asLong(0) == thread) {
        chat.remove(message.path("message_id").asLong(0));
      }
    }
    draft.world().changed();
    return Draft.yes();
  }

  private Chat forum(Bot bot, Parameters parameters) {
    Chat chat = draft.open(bot, parameters);
    if (!chat.forum()) {
      throw Refused.bad("the chat is not a forum");
    }
    return chat;
  }

  private static ObjectNode topic(Chat chat, Parameters parameters) {
    @Nullable ObjectNode topic = chat.topics().get(parameters.number("message_thread_id", 0));
    if (topic == null) {
      throw Refused.bad("message thread not found");
    }
    return topic;
  }
}
