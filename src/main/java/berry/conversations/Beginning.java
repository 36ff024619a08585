package berry.conversations;

import org.jspecify.annotations.Nullable;

/// As much of a text as a line of a list can show.
final class Beginning {

  private static final int MOST = 300;

  private Beginning() {}

  /// Never half of a sign that takes two units.
  static @Nullable String of(@Nullable String text) {
    if (text == null || text.length() <= MOST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
    return text.substring(0, end) + "…";
  }
}
