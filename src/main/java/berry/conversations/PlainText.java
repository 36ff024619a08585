package berry.conversations;

import berry.access.Codes;
import org.jspecify.annotations.Nullable;

/// What a message reads like on a screen, without one-time codes.
///
/// Telegram tells the plain text of what it has sent; what still waits to be sent is known with its
/// markup only.
final class PlainText {

  private PlainText() {}

  static @Nullable String of(@Nullable String text, @Nullable String parseMode) {
    if (text == null) {
      return null;
    }
    return Codes.hidden("HTML".equalsIgnoreCase(parseMode) ? withoutMarkup(text) : text);
  }

  private static String withoutMarkup(String html) {
    return html.replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
