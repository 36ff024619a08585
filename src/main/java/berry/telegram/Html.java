package berry.telegram;

/// Text inside a message with `parse_mode` HTML.
public final class Html {

  private Html() {}

  /// Makes any text safe to stand between tags or inside a quoted attribute.
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
