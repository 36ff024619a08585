package berry.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the chat page shows: the bots, the people and groups, and one chat.
final class ChatView {

  private static final int MESSAGES = 300;

  private final World world;
  private final Callbacks callbacks;
  private final ChatList list;

  ChatView(World world, Callbacks callbacks) {
    this.world = world;
    this.callbacks = callbacks;
    this.list = new ChatList(world);
  }

  /// @param botId 0: the first bot
  /// @param personId 0: the first who is not the owner, because what the team writes counts in none
  ///   of the owner's numbers and a newcomer wants to see them move
  /// @param chatId a group of the bot; 0, or one it does not know: the person's private chat
  ObjectNode read(long botId, long personId, long chatId) {
    return world.with(() -> {
      ObjectNode view = Trees.object().put("version", world.version());
      List<Bot> bots = world.bots();
      bots.forEach(
          bot -> view.withArray("bots").add(ControlRoutes.identity(bot).put("name", bot.name())));
      Person owner = world.owner();
      view.put("owner", owner.id());
      if (world.state().berry != null) {
        view.put("berry", world.state().berry);
      }
      @Nullable Bot bot =
          Optional.ofNullable(world.state().bots.get(botId))
              .orElse(bots.isEmpty() ? null : bots.getFirst());
      @Nullable Person chosen = world.person(personId);
      view.set("people", list.people(bot));
      view.set("groups", list.groups(bot));
      Person person = chosen == null ? someoneElse(owner) : chosen;
      if (bot != null) {
        view.put("bot", bot.id());
        @Nullable Chat group = bot.rooms().get(chatId);
        view.set(
            "chat",
            group == null || group.isPrivate() ? own(bot, person) : chat(bot, person, group));
      }
      return view.put("person", person.id());
    });
  }

  private Person someoneElse(Person owner) {
    return world.state().people.values().stream()
        .filter(one -> one.id() != owner.id())
        .min(Comparator.comparingLong(Person::id))
        .orElse(owner);
  }

  /// The private chat, which is there to be opened before its first message.
  private ObjectNode own(Bot bot, Person person) {
    @Nullable Chat room = bot.rooms().get(person.id());
    return chat(
        bot, person, room == null ? new Chat(person.id(), "private", null, null, false) : room);
  }

  private ObjectNode chat(Bot bot, Person person, Chat room) {
    ObjectNode chat = ChatList.group(room);
    ArrayNode messages = chat.putArray("messages");
    List<ObjectNode> all = room.messages();
    all.subList(Math.max(0, all.size() - MESSAGES), all.size())
        .forEach(message -> messages.add(message.deepCopy()));
    chat.put("blocked", room.blocked()).put("action", room.action(world.now()));
    @Nullable ObjectNode pinned = room.message(room.pinned());
    if (pinned != null) {
      chat.set("pinned", pinned.deepCopy());
    }
    if (!room.isPrivate()) {
      ArrayNode members = chat.putArray("members");
      Members.people(room).forEach(members::add);
      ArrayNode topics = chat.putArray("topics");
      room.topics().values().forEach(topic -> topics.add(topic.deepCopy()));
    }
    JsonNode commands = Profile.shown(bot, person, room.id());
    chat.set("commands", commands.deepCopy());
    // Groups show no menu button; in them it still tells which Mini App stands beside the chat.
    chat.set("menuButton", Profile.button(bot, person.id()).deepCopy());
    chat.set("answers", callbacks.answers(bot, person.id()).deepCopy());
    return chat;
  }
}
