package berry.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A text with its `MessageEntity` list.
///
/// @param plain without markup
/// @param entities offsets and lengths in UTF-16 units, as Telegram counts
record Text(String plain, List<ObjectNode> entities) {

  /// Whatever the markup: what leads nowhere is no link, and its words stay.
  Text {
    entities = entities.stream().filter(Text::leads).toList();
  }

  private static boolean leads(ObjectNode entity) {
    return !Trees.text(entity, "type").equals("text_link")
        || Links.followable(Trees.text(entity, "url"));
  }

  /// @param length in UTF-16 units
  static ObjectNode entity(String type, int offset, int length) {
    return Trees.object().put("type", type).put("offset", offset).put("length", length);
  }

  /// Without the white space Telegram cuts from both ends.
  Text trimmed() {
    String tail = plain.stripTrailing();
    int cut = tail.length() - tail.stripLeading().length();
    int length = tail.length() - cut;
    List<ObjectNode> kept = new ArrayList<>();
    for (ObjectNode one : entities) {
      int from = Math.max(0, one.path("offset").asInt(0) - cut);
      int to = Math.min(length, one.path("offset").asInt(0) + one.path("length").asInt(0) - cut);
      if (from < to) {
        kept.add(one.put("offset", from).put("length", to - from));
      }
    }
    return new Text(tail.substring(cut), kept);
  }

  /// With the commands, links and mentions Telegram finds by itself.
  Text found() {
    List<ObjectNode> all = new ArrayList<>(entities);
    for (ObjectNode one : Mentions.find(plain)) {
      if (entities.stream().filter(Text::closed).noneMatch(other -> overlap(one, other))) {
        all.add(one);
      }
    }
    all.sort(
        Comparator.<ObjectNode>comparingInt(one -> one.path("offset").asInt(0))
            .thenComparingInt(one -> -one.path("length").asInt(0)));
    return new Text(plain, all);
  }

  /// Inside code and links nothing is looked for.
  private static boolean closed(ObjectNode entity) {
    return switch (Trees.text(entity, "type")) {
      case "code", "pre", "text_link" -> true;
      default -> false;
    };
  }

  private static boolean overlap(ObjectNode one, ObjectNode other) {
    int from = one.path("offset").asInt(0);
    int otherFrom = other.path("offset").asInt(0);
    return from < otherFrom + other.path("length").asInt(0)
        && otherFrom < from + one.path("length").asInt(0);
  }

  /// Puts text and entities into a message.
  ///
  /// @param name `text` or `caption`
  void into(ObjectNode message, String name) {
    String list = name.equals("text") ? "entities" : "caption_entities";
    message.remove(List.of(name, list));
    if (!plain.isEmpty()) {
      message.put(name, plain);
    }
    if (!entities.isEmpty()) {
      ArrayNode array = message.putArray(list);
      entities.forEach(array::add);
    }
  }
}
