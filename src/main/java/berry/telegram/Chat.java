package berry.telegram;

import org.jspecify.annotations.Nullable;

/// Where an update happened.
///
/// @param type `private`, `group`, `supergroup`, `channel`; when Telegram names none, judged by the
///   sign of the id (a private chat has the person's id)
public record Chat(long id, String type, @Nullable String title, @Nullable String username) {

  /// Whether this is a conversation with one person.
  public boolean isPrivate() {
    return type.equals("private");
  }
}
