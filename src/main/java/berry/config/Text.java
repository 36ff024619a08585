package berry.config;

/// How a value that is no secret is shown on one line of a message.
public final class Text {

  private static final int LONGEST = 80;

  private Text() {}

  static String shown(String text) {
    String line =
        text.codePoints()
            .limit(LONGEST)
            .collect(
                StringBuilder::new,
                (all, one) -> all.appendCodePoint(printable(one) ? one : '\uFFFD'),
                StringBuilder::append)
            .toString();
    return line.length() < text.length() ? line + "…" : line;
  }

  /// Whether it shows something and leaves the rest of its line as it is.
  public static boolean printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
