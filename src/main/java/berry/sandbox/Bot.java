package berry.sandbox;

import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One bot of the sandbox with everything Telegram remembers about it. Guarded by [World]'s lock.
final class Bot {

  /// Telegram sends these only to a bot that names them in `allowed_updates`.
  private static final Set<String> ON_REQUEST =
      Set.of("message_reaction", "message_reaction_count", "chat_member");

  private long id;
  private String secret = "";
  private String username = "";
  private String name = "";
  private List<String> allowed = List.of();
  private @Nullable Webhook webhook;
  private UpdateQueue updates = new UpdateQueue();
  private NavigableMap<Long, Chat> rooms = new TreeMap<>();
  private NavigableMap<String, JsonNode> commands = new TreeMap<>();
  private NavigableMap<Long, JsonNode> menuButtons = new TreeMap<>();
  private NavigableMap<String, String> texts = new TreeMap<>();
  private transient long poller;

  private Bot() {}

  Bot(long id, String secret, String username, String name) {
    this.id = id;
    this.secret = secret;
    this.username = username;
    this.name = name;
  }

  /// The bot as the Bot API's `User`.
  ObjectNode user() {
    return Trees.object()
        .put("id", id)
        .put("is_bot", true)
        .put("first_name", name)
        .put("username", username);
  }

  boolean wants(String kind) {
    return allowed.isEmpty() ? !ON_REQUEST.contains(kind) : allowed.contains(kind);
  }

  long id() {
    return id;
  }

  String token() {
    return id + ":" + secret;
  }

  String username() {
    return username;
  }

  String name() {
    return name;
  }

  void name(String now) {
    name = now;
  }

  List<String> allowed() {
    return allowed;
  }

  void allowed(List<String> kinds) {
    allowed = List.copyOf(kinds);
  }

  @Nullable Webhook webhook() {
    return webhook;
  }

  void webhook(@Nullable Webhook now) {
    webhook = now;
  }

  UpdateQueue updates() {
    return updates;
  }

  /// By chat id.
  NavigableMap<Long, Chat> rooms() {
    return rooms;
  }

  /// By scope and language, see [Profile].
  NavigableMap<String, JsonNode> commands() {
    return commands;
  }

  /// By chat id; 0 is the default of all chats.
  NavigableMap<Long, JsonNode> menuButtons() {
    return menuButtons;
  }

  /// Name and descriptions by kind and language.
  NavigableMap<String, String> texts() {
    return texts;
  }

  /// The number of the newest `getUpdates` call: an older one that still waits has lost its place.
  long newPoller() {
    return ++poller;
  }

  boolean isNewest(long call) {
    return poller == call;
  }
}
