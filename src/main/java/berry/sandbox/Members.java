package berry.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a bot asks about a chat and its people, and the pinned message.
///
/// A group's members are the bot, who made it, whom they took in and whoever wrote there.
final class Members {

  private final Draft draft;

  Members(Draft draft) {
    this.draft = draft;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("getchat", this::chat);
    methods.put("getchatmember", this::member);
    methods.put("getchatmembercount", this::count);
    methods.put("getchatadministrators", this::administrators);
    methods.put("pinchatmessage", this::pin);
    methods.put("unpinchatmessage", this::unpin);
    methods.put("unpinallchatmessages", this::unpin);
    return methods;
  }

  private JsonNode chat(Bot bot, Parameters parameters) {
    Chat room = draft.named(bot, parameters, "chat_id");
    ObjectNode chat = draft.world().chat(room);
    chat.put("accent_color_id", 0).put("max_reaction_count", 11);
    @Nullable ObjectNode pinned = room.message(room.pinned());
    if (pinned != null) {
      chat.set("pinned_message", pinned.deepCopy());
    }
    return chat;
  }

  private JsonNode member(Bot bot, Parameters parameters) {
    Chat room = draft.named(bot, parameters, "chat_id");
    @Nullable Long id = parameters.number("user_id");
    if (id != null && id == bot.id()) {
      return self(bot, room);
    }
    @Nullable Person person = id == null ? null : draft.world().person(id);
    if (person == null) {
      throw Refused.bad("PARTICIPANT_ID_INVALID");
    }
    return member(room, person);
  }

  private static ObjectNode self(Bot bot, Chat room) {
    ObjectNode self = Trees.object();
    self.set("user", bot.user());
    return self.put(
        "status", room.blocked() ? "kicked" : room.isPrivate() ? "member" : "administrator");
  }

  private static ObjectNode member(Chat room, Person person) {
    ObjectNode member = Trees.object();
    member.set("user", person.user());
    boolean maker = !room.isPrivate() && room.maker() == person.id();
    boolean in = people(room).contains(person.id());
    return member.put("status", maker ? "creator" : in ? "member" : "left");
  }

  private JsonNode count(Bot bot, Parameters parameters) {
    Chat room = draft.open(bot, parameters);
    return Trees.number(people(room).size() + 1);
  }

  private JsonNode administrators(Bot bot, Parameters parameters) {
    Chat room = draft.open(bot, parameters);
    if (room.isPrivate()) {
      throw Refused.bad("there are no administrators in the private chat");
    }
    ArrayNode administrators = Trees.array();
    @Nullable Person maker = draft.world().person(room.maker());
    if (maker != null) {
      administrators.add(member(room, maker));
    }
    return administrators.add(self(bot, room));
  }

  private JsonNode pin(Bot bot, Parameters parameters) {
    Chat room = draft.open(bot, parameters);
    @Nullable ObjectNode message = room.message(parameters.number("message_id", 0));
    if (message == null) {
      throw Refused.bad("message to pin not found");
    }
    room.pinned(message.path("message_id").asLong(0));
    ObjectNode notice = draft.message(bot, room, Parameters.of(Trees.object()));
    notice.set("pinned_message", message.deepCopy().without("reply_to_message"));
    draft.send(room, notice);
    return Draft.yes();
  }

  private JsonNode unpin(Bot bot, Parameters parameters) {
    Chat room = draft.open(bot, parameters);
    if (parameters.has("message_id") && parameters.number("message_id", 0) != room.pinned()) {
      throw Refused.bad("message to unpin not found");
    }
    room.pinned(0);
    draft.world().changed();
    return Draft.yes();
  }

  /// Ids of the people in a chat.
  static Set<Long> people(Chat room) {
    Set<Long> people = new TreeSet<>(room.members());
    if (room.isPrivate() || room.maker() != 0) {
      people.add(room.isPrivate() ? room.id() : room.maker());
    }
    for (ObjectNode message : room.messages()) {
      JsonNode from = message.path("from");
      if (from.path("id").asLong(0) > 0 && !from.path("is_bot").asBoolean(false)) {
        people.add(from.path("id").asLong(0));
      }
    }
    return people;
  }
}
