package berry.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What people read as the author of an answer, as the team chose it.
public final class ShownName {

  /// In code points: an emoji counts as one.
  private static final int LONGEST = 64;

  private static final int JOINER = 0x200D;

  /// What the API calls authors who are none of the team: nobody passes for them.
  private static final Set<String> TAKEN = Set.of("person", "bot", "team");

  private ShownName() {}

  /// The name without what can't be seen or turns the text around, and with single spaces.
  ///
  /// @return empty when nothing that can be a name is left, or it is longer than 64 characters
  public static Optional<String> of(String given) {
    StringBuilder kept = new StringBuilder();
    given
        .codePoints()
        .map(ShownName::spaced)
        .filter(ShownName::shows)
        .forEach(kept::appendCodePoint);
    String name = kept.toString().replaceAll(" +", " ").strip();
    boolean good =
        name.codePoints().anyMatch(ShownName::inks)
            && name.codePointCount(0, name.length()) <= LONGEST
            && !TAKEN.contains(name.toLowerCase(Locale.ROOT));
    return good ? Optional.of(name) : Optional.empty();
  }

  private static int spaced(int one) {
    return Character.isWhitespace(one) || Character.isSpaceChar(one) ? ' ' : one;
  }

  private static boolean shows(int one) {
    return switch (Character.getType(one)) {
      case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          false;
      // It holds the emoji of a family together, and turns nothing around.
      case Character.FORMAT -> one == JOINER;
      default -> true;
    };
  }

  private static boolean inks(int one) {
    return one != ' ' && one != JOINER && Character.getType(one) != Character.NON_SPACING_MARK;
  }
}
