package berry.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the chat page shows: the bots, the people with their newest message, and one chat.
final class ChatView {

  /// More people than a screen can hold; after a load test there are thousands.
  private static final int PEOPLE = 200;

  private static final int MESSAGES = 300;

  private final World world;
  private final Callbacks callbacks;

  ChatView(World world, Callbacks callbacks) {
    this.world = world;
    this.callbacks = callbacks;
  }

  /// @param botId 0: the first bot
  /// @param personId 0: the first who is not the owner, because what the team writes counts in none
  ///   of the owner's numbers and a newcomer wants to see them move
  ObjectNode read(long botId, long personId) {
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
      Bot bot =
          Optional.ofNullable(world.state().bots.get(botId))
              .orElse(bots.isEmpty() ? null : bots.getFirst());
      @Nullable Person chosen = world.person(personId);
      view.set("people", people(bot, owner.id()));
      Person person = chosen == null ? someoneElse(owner) : chosen;
      if (bot != null) {
        view.put("bot", bot.id());
        view.set("chat", chat(bot, person));
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

  private ArrayNode people(@Nullable Bot bot, long owner) {
    ArrayNode people = Trees.array();
    world.state().people.values().stream()
        .sorted(
            Comparator.comparingLong((Person one) -> -said(bot, one)).thenComparingLong(Person::id))
        .limit(PEOPLE)
        .sorted(Comparator.comparingInt((Person one) -> one.id() == owner ? 0 : 1))
        .forEach(person -> people.add(line(bot, person)));
    return people;
  }

  private static long said(@Nullable Bot bot, Person person) {
    @Nullable Room room = bot == null ? null : bot.rooms().get(person.id());
    @Nullable ObjectNode newest = room == null ? null : room.newest();
    return newest == null ? 0 : newest.path("date").asLong(0);
  }

  private ObjectNode line(@Nullable Bot bot, Person person) {
    ObjectNode line = ControlRoutes.shape(person);
    @Nullable Room room = bot == null ? null : bot.rooms().get(person.id());
    @Nullable ObjectNode newest = room == null ? null : room.newest();
    if (room != null) {
      line.put("blocked", room.blocked());
      line.put("typing", !room.action(world.now()).isEmpty());
    }
    if (newest != null) {
      ObjectNode last = line.putObject("last");
      last.put("id", newest.path("message_id").asLong(0));
      last.put("date", newest.path("date").asLong(0));
      last.put("text", newest.path("text").asString(Trees.text(newest, "caption")));
      last.put(
          "kind", newest.has("photo") ? "photo" : newest.has("document") ? "document" : "text");
      last.put("mine", newest.path("from").path("id").asLong(0) == person.id());
    }
    return line;
  }

  private ObjectNode chat(Bot bot, Person person) {
    ObjectNode chat = Trees.object();
    ArrayNode messages = chat.putArray("messages");
    @Nullable Room room = bot.rooms().get(person.id());
    if (room != null) {
      List<ObjectNode> all = room.messages();
      all.subList(Math.max(0, all.size() - MESSAGES), all.size())
          .forEach(message -> messages.add(message.deepCopy()));
      chat.put("blocked", room.blocked()).put("action", room.action(world.now()));
    }
    JsonNode commands = Profile.shown(bot, person);
    chat.set("commands", commands.deepCopy());
    chat.set("menuButton", Profile.button(bot, person.id()).deepCopy());
    chat.set("answers", callbacks.answers(bot, person.id()).deepCopy());
    return chat;
  }
}
