package berry.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who can write to a bot.
///
/// @param languageCode as Telegram sends it: `ru`, `en`, `pt-br`
public record Person(
    long id,
    String firstName,
    @Nullable String lastName,
    @Nullable String username,
    String languageCode) {

  /// The person as the Bot API's `User`.
  ObjectNode user() {
    ObjectNode user =
        Trees.object().put("id", id).put("is_bot", false).put("first_name", firstName);
    if (lastName != null) {
      user.put("last_name", lastName);
    }
    if (username != null) {
      user.put("username", username);
    }
    return user.put("language_code", languageCode);
  }

  /// Reads a `User` of an update somebody made by hand.
  static Person read(JsonNode user) {
    return new Person(
        user.path("id").asLong(0),
        user.path("first_name").asString("Person"),
        user.path("last_name").stringValue(null),
        user.path("username").stringValue(null),
        user.path("language_code").asString("en"));
  }
}
