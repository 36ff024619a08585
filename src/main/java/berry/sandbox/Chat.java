package berry.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One chat as one bot sees it: a person, or a group. Guarded by [World]'s lock.
final class Chat {

  /// Older messages are forgotten, so that a soak does not grow the state without end.
  private static final int KEPT = 2_000;

  private long id;
  private String type = "private";
  private @Nullable String title;
  private @Nullable String username;
  private boolean forum;
  private boolean blocked;
  private @Nullable Long migratedTo;
  private long maker;
  private NavigableSet<Long> members = new TreeSet<>();
  private long pinned;
  private long nextMessage = 1;
  private NavigableMap<Long, ObjectNode> messages = new TreeMap<>();
  private NavigableMap<Long, ObjectNode> topics = new TreeMap<>();
  private transient String action = "";
  private transient Instant actionEnds = Instant.EPOCH;

  private Chat() {}

  Chat(long id, String type, @Nullable String title, @Nullable String username, boolean forum) {
    this.id = id;
    this.type = type;
    this.title = title;
    this.username = username;
    this.forum = forum;
  }

  /// The chat as the Bot API's `Chat`.
  ///
  /// @param person whose private chat it is
  ObjectNode chat(@Nullable Person person) {
    ObjectNode chat = Trees.object().put("id", id);
    if (person != null && type.equals("private")) {
      ObjectNode user = person.user();
      user.remove(List.of("id", "is_bot", "language_code"));
      chat.setAll(user);
    }
    if (title != null) {
      chat.put("title", title);
    }
    if (username != null) {
      chat.put("username", username);
    }
    chat.put("type", type);
    return forum ? chat.put("is_forum", true) : chat;
  }

  /// Keeps a message. One without `message_id` gets the next.
  ObjectNode add(ObjectNode message) {
    long number = message.path("message_id").asLong(0);
    if (number == 0) {
      number = nextMessage;
      ObjectNode rest = message.deepCopy();
      message.removeAll();
      message.put("message_id", number).setAll(rest);
    }
    if (number < Integer.MAX_VALUE) {
      nextMessage = Math.max(nextMessage, number + 1);
    }
    messages.put(number, message);
    while (messages.size() > KEPT) {
      messages.pollFirstEntry();
    }
    return message;
  }

  @Nullable ObjectNode message(long number) {
    return messages.get(number);
  }

  void remove(long number) {
    messages.remove(number);
  }

  /// Oldest first.
  List<ObjectNode> messages() {
    return new ArrayList<>(messages.values());
  }

  @Nullable ObjectNode newest() {
    return messages.isEmpty() ? null : messages.lastEntry().getValue();
  }

  /// Forum topics by thread id.
  NavigableMap<Long, ObjectNode> topics() {
    return topics;
  }

  void skip(long ids) {
    nextMessage += ids;
  }

  long id() {
    return id;
  }

  String type() {
    return type;
  }

  @Nullable String title() {
    return title;
  }

  @Nullable String username() {
    return username;
  }

  boolean isPrivate() {
    return type.equals("private");
  }

  boolean forum() {
    return forum;
  }

  boolean blocked() {
    return blocked;
  }

  void blocked(boolean now) {
    blocked = now;
  }

  @Nullable Long migratedTo() {
    return migratedTo;
  }

  void migratedTo(long chatId) {
    migratedTo = chatId;
  }

  /// Who made the group; 0 when that is unknown.
  long maker() {
    return maker;
  }

  void maker(long personId) {
    maker = personId;
  }

  /// Ids of those who were taken in when the group was made. More may have written since.
  NavigableSet<Long> members() {
    return members;
  }

  /// The pinned message; 0 when there is none.
  long pinned() {
    return pinned;
  }

  void pinned(long messageId) {
    pinned = messageId;
  }

  /// What the bot is doing ("typing"), empty when nothing; Telegram shows it for 5 s.
  String action(Instant now) {
    return now.isBefore(actionEnds) ? action : "";
  }

  void action(String what, Instant until) {
    action = what;
    actionEnds = until;
  }
}
