package berry.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The known name that a mistyped one was probably meant to be.
public final class Nearest {

  private Nearest() {}

  /// @return empty when nothing is near enough to be a slip of the finger
  public static Optional<String> to(String typed, Collection<String> known) {
    int patience = Math.max(1, Math.min(3, typed.length() / 3));
    return known.stream()
        .filter(one -> distance(typed, one) <= patience)
        .min(Comparator.comparingInt(one -> distance(typed, one)));
  }

  /// Levenshtein's distance, letters of either case being equal.
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int column = 0; column <= b.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= a.length(); row++) {
      int[] here = new int[b.length() + 1];
      here[0] = row;
      for (int column = 1; column <= b.length(); column++) {
        int change = a.charAt(row - 1) == b.charAt(column - 1) ? 0 : 1;
        here[column] =
            Math.min(Math.min(here[column - 1], above[column]) + 1, above[column - 1] + change);
      }
      above = here;
    }
    return above[b.length()];
  }
}
