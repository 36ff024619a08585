package berry.conversations;

import org.jspecify.annotations.Nullable;

/// What a message with `parse_mode` HTML will read like. Telegram tells the plain text of what it
/// has sent; what still waits to be sent is known with its markup only.
final class PlainText {

  private PlainText() {}

  static @Nullable String of(@Nullable String text, @Nullable String parseMode) {
    if (text == null || parseMode == null || !parseMode.equalsIgnoreCase("HTML")) {
      return text;
    }
    return text.replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
