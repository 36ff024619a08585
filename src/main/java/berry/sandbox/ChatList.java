package berry.sandbox;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The left column of the chat page: people to write as and the groups of a bot, each with its
/// newest message. Read it under [World]'s lock.
final class ChatList {

  /// More than a screen can hold; after a load test there are thousands.
  private static final int SHOWN = 200;

  /// What a line needs not know of its newest message, though it may be most of it.
  private static final List<String> HEAVY = List.of("reply_to_message", "reply_markup");

  private final World world;

  ChatList(World world) {
    this.world = world;
  }

  /// Who wrote last comes first, but the owner before all.
  ArrayNode people(@Nullable Bot bot) {
    long owner = world.owner().id();
    ArrayNode people = Trees.array();
    world.state().people.values().stream()
        .sorted(
            Comparator.comparingLong((Person one) -> -date(room(bot, one)))
                .thenComparingLong(Person::id))
        .limit(SHOWN)
        .sorted(Comparator.comparingInt((Person one) -> one.id() == owner ? 0 : 1))
        .forEach(person -> people.add(state(ControlRoutes.shape(person), room(bot, person))));
    return people;
  }

  /// Groups, supergroups and channels, the newest message first.
  ArrayNode groups(@Nullable Bot bot) {
    ArrayNode groups = Trees.array();
    if (bot != null) {
      bot.rooms().values().stream()
          .filter(chat -> !chat.isPrivate())
          .sorted(Comparator.comparingLong((Chat one) -> -date(one)).thenComparingLong(Chat::id))
          .limit(SHOWN)
          .forEach(chat -> groups.add(state(group(chat), chat)));
    }
    return groups;
  }

  static ObjectNode group(Chat chat) {
    ObjectNode group = Trees.object().put("id", chat.id()).put("type", chat.type());
    group.put("title", chat.title() == null ? "" : chat.title()).put("forum", chat.forum());
    Long next = chat.migratedTo();
    return next == null ? group : group.put("migratedTo", next);
  }

  private static @Nullable Chat room(@Nullable Bot bot, Person person) {
    return bot == null ? null : bot.rooms().get(person.id());
  }

  private static long date(@Nullable Chat chat) {
    @Nullable ObjectNode newest = chat == null ? null : chat.newest();
    return newest == null ? 0 : newest.path("date").asLong(0);
  }

  private ObjectNode state(ObjectNode line, @Nullable Chat chat) {
    if (chat == null) {
      return line;
    }
    line.put("blocked", chat.blocked()).put("typing", !chat.action(world.now()).isEmpty());
    @Nullable ObjectNode newest = chat.newest();
    if (newest != null) {
      line.set("last", newest.deepCopy().without(HEAVY));
    }
    return line;
  }
}
