package berry.dashboard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes a tag out of what somebody types: one that can be seen, and that turns no writing around
/// which stands beside it.
final class TagName {

  /// Holds the emoji of a family together.
  private static final int JOINER = 0x200D;

  private TagName() {}

  /// Empty when nothing to be seen is left.
  static String of(String given) {
    StringBuilder kept = new StringBuilder();
    given
        .codePoints()
        .map(one -> Character.isSpaceChar(one) ? ' ' : one)
        .filter(TagName::shows)
        .forEach(kept::appendCodePoint);
    String tag = kept.toString().replaceAll(" +", " ").strip();
    return tag.codePoints().allMatch(one -> one == ' ' || one == JOINER) ? "" : tag;
  }

  /// Each once, in whatever case it is written; the first spelling stands.
  static List<String> distinct(List<String> tags) {
    Set<String> seen = new HashSet<>();
    List<String> distinct = new ArrayList<>();
    for (String tag : tags) {
      if (seen.add(tag.toLowerCase(Locale.ROOT))) {
        distinct.add(tag);
      }
    }
    return distinct;
  }

  private static boolean shows(int one) {
    return switch (Character.getType(one)) {
      case Character.SURROGATE, Character.UNASSIGNED -> false;
      case Character.FORMAT -> one == JOINER;
      default -> true;
    };
  }
}
