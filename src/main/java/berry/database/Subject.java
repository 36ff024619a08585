package berry.database;

import org.jspecify.annotations.Nullable;

/// Whom a change concerns: a person, a chat, both or nobody in particular.
///
/// @param ref what else a listener needs to find it
public record Subject(@Nullable Long personId, @Nullable Long chatId, @Nullable String ref) {

  public static Subject nobody() {
    return both(null, null);
  }

  public static Subject person(long id) {
    return both(id, null);
  }

  /// @param id null for what belongs to no chat
  public static Subject chat(@Nullable Long id) {
    return both(null, id);
  }

  /// @param personId null for a chat of many
  /// @param chatId null for what belongs to no chat
  public static Subject both(@Nullable Long personId, @Nullable Long chatId) {
    return new Subject(personId, chatId, null);
  }

  /// The same with what else a listener needs to find it.
  public Subject ref(String what) {
    return new Subject(personId, chatId, what);
  }
}
