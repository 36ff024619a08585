package berry.conversations;

import org.jspecify.annotations.Nullable;

/// Who wrote a message, as the API says it: one of two words, or the name of somebody of the team.
final class Author {

  static final String PERSON = "person";
  static final String BOT = "bot";

  private Author() {}

  /// @param known null for somebody whom Berry knows by the id only: an owner named by `OWNER_ID`
  ///   who has never written to the bot
  static String name(long staffId, @Nullable String known) {
    return known == null || known.isBlank() ? Long.toString(staffId) : known;
  }
}
