package berry.diagnostics;

import berry.config.Text;
import org.jspecify.annotations.Nullable;

/// Text from outside as it may stand in the log: without secrets, on one line, within a bound.
///
/// It can neither begin a new line nor move the cursor nor hide its direction.
final class OneLine {

  /// More than an address with a password in it; what we know by heart may be longer still.
  private static final int MARGIN = 1_024;

  private final Masking masking;
  private final int margin;

  OneLine(Masking masking) {
    this.masking = masking;
    this.margin = Math.max(MARGIN, masking.longest());
  }

  /// @param bound in characters; a longer text ends with "… (4,211 more)"
  String of(@Nullable String text, int bound) {
    if (text == null) {
      return "";
    }
    if (text.length() <= bound + margin) {
      return escaped(masking.mask(text), bound, 0);
    }
    // A secret cut in half is no longer recognised, so a piece is masked that is longer than what
    // is shown, and its end, where that half may be, is thrown away.
    String masked = masking.mask(text.substring(0, bound + margin));
    String sure = masked.substring(0, Math.max(0, masked.length() - margin));
    return escaped(sure, bound, text.length() - bound);
  }

  /// @param unseen how many characters follow the text
  private static String escaped(String text, int bound, int unseen) {
    StringBuilder safe = new StringBuilder(Math.min(text.length(), bound) + 16);
    int at = 0;
    while (at < text.length() && safe.length() < bound) {
      int one = text.codePointAt(at);
      at += Character.charCount(one);
      append(safe, one);
    }
    int more = text.length() - at + unseen;
    if (more > 0) {
      safe.append("… (%,d more)".formatted(more));
    }
    return safe.toString();
  }

  private static void append(StringBuilder safe, int codePoint) {
    switch (codePoint) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      default -> {
        if (Text.printable(codePoint)) {
          safe.appendCodePoint(codePoint);
        } else {
          safe.append("\\u%04x".formatted(codePoint));
        }
      }
    }
  }
}
