package berry.conversations;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The four lists of conversations.
public enum Tab {
  /// Everybody who waits and is not snoozed, the longest wait first.
  UNANSWERED,
  /// Those of the caller that are not done, newest message first.
  MINE,
  /// All, newest message first.
  ALL,
  /// Those that are done, the last to be closed first.
  DONE;

  /// As written in an address.
  public static Optional<Tab> of(String word) {
    return Arrays.stream(values())
        .filter(tab -> tab.name().toLowerCase(Locale.ROOT).equals(word))
        .findAny();
  }
}
