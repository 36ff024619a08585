package berry.conversations;

import org.jspecify.annotations.Nullable;

/// Who wrote a message, as the API says it: one of three words, or the name of somebody of the
/// team.
final class Author {

  static final String PERSON = "person";
  static final String BOT = "bot";

  /// Somebody of the team, of whom nobody knows who it was: from before that was noted down.
  static final String TEAM = "team";

  private Author() {}

  /// As the team reads it.
  ///
  /// @param direction `in` or `out`
  /// @param staff whether somebody of the team wrote it
  /// @param staffId who it was; null when that is not known
  /// @param known what they are called; null when that is not known
  static String of(
      String direction, boolean staff, @Nullable Long staffId, @Nullable String known) {
    return staffId == null || direction.equals("in")
        ? forPeople(direction, staff, known)
        : name(staffId, known);
  }

  /// As people read it: of somebody whose name is not known, not even the id.
  static String forPeople(String direction, boolean staff, @Nullable String known) {
    if (direction.equals("in")) {
      return PERSON;
    }
    if (known != null && !known.isBlank()) {
      return known;
    }
    return staff ? TEAM : BOT;
  }

  /// @param known null for somebody whom Berry knows by the id only: an owner named by `OWNER_ID`
  ///   who has neither written to the bot nor opened the Mini App
  static String name(long staffId, @Nullable String known) {
    return known == null || known.isBlank() ? Long.toString(staffId) : known;
  }
}
