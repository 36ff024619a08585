package berry.audience;

import java.util.Arrays;
import java.util.Optional;

/// The four numbers an overview begins with.
public enum Tile {
  /// Conversations whose last word is the person's and older than the owner's limit, and which
  /// nobody has put off.
  UNANSWERED_NOW("unansweredNow"),
  /// People with at least one update.
  ACTIVE_PEOPLE("activePeople"),
  /// People whose first update came in the range.
  NEW_PEOPLE("newPeople"),
  /// Messages from people.
  MESSAGES_IN("messagesIn");

  private final String word;

  Tile(String word) {
    this.word = word;
  }

  /// As written in JSON and in an address.
  public String word() {
    return word;
  }

  public static Optional<Tile> of(String word) {
    return Arrays.stream(values()).filter(tile -> tile.word.equals(word)).findAny();
  }
}
