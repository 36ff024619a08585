package berry.telegram;

import org.jspecify.annotations.Nullable;

/// Reads Telegram's `User` and `Chat` objects.
final class People {

  private final Members json;
  private @Nullable Long id;
  private @Nullable String firstName;
  private @Nullable String lastName;
  private @Nullable String username;
  private @Nullable String languageCode;
  private @Nullable String title;
  private @Nullable String type;
  private boolean bot;
  private boolean premium;

  private People(Members json) {
    this.json = json;
  }

  /// Null when it has no id.
  static @Nullable Sender sender(Members json) {
    People one = new People(json);
    json.each(one::member);
    if (one.id == null) {
      return null;
    }
    String name = one.firstName == null ? "" : one.firstName;
    return new Sender(
        one.id, one.bot, name, one.lastName, one.username, one.languageCode, one.premium);
  }

  /// Null when it has no id.
  static @Nullable Chat chat(Members json) {
    People one = new People(json);
    json.each(one::member);
    if (one.id == null) {
      return null;
    }
    String judged = one.id > 0 ? "private" : "group";
    return new Chat(one.id, one.type == null ? judged : one.type, one.title, one.username);
  }

  private void member(String name) {
    switch (name) {
      case "id" -> id = json.number();
      case "first_name" -> firstName = json.text();
      case "last_name" -> lastName = json.text();
      case "username" -> username = json.text();
      case "language_code" -> languageCode = json.text();
      case "title" -> title = json.text();
      case "type" -> type = json.text();
      case "is_bot" -> bot = json.flag();
      case "is_premium" -> premium = json.flag();
      default -> {}
    }
  }
}
