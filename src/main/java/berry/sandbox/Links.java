package berry.sandbox;

import java.util.regex.Pattern;

/// What may be followed: http, https, tg, mailto, tel, and addresses without a scheme. All else
/// (`javascript:`, `data:`, `file:` … in whatever spelling) is words, as in Telegram.
///
/// The page asks the same question again (`page/links.js`), for a Mini App speaks to it directly;
/// one list of spellings tests both.
final class Links {

  /// Browsers drop some of these before they read the scheme.
  private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}]");

  private static final Pattern WHOLE =
      Pattern.compile("(?i)^(?:https?://[^/?#\\\\]|(?:tg|mailto|tel):.)");
  private static final Pattern BARE =
      Pattern.compile(
          "(?i)^(?:localhost|[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+)(?::\\d{1,5})?(?:[/?#]|$)");

  private Links() {}

  static boolean followable(String target) {
    String written = target.replaceAll("^ +| +$", "");
    return !HIDDEN.matcher(written).find()
        && (WHOLE.matcher(written).find() || BARE.matcher(written).find());
  }
}
