package berry.outbox;

/// Makes a file name out of what a sender says: it is shown to people and written into headers, so
/// it holds no path and nothing that lets it be read as another one.
public final class FileName {

  /// Most file systems take 255 bytes; in Russian that is half as many characters.
  private static final int LONGEST = 120;

  private static final String NAMELESS = "file";

  private FileName() {}

  /// The last part of a path, without control characters and those that turn the direction of
  /// writing: `gpj.exe` would otherwise be shown as `exe.jpg`. Never empty.
  public static String of(String given) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String clean =
        last.codePoints()
            .filter(FileName::shown)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .replaceAll("[<>:\"|?*]", "_")
            .replaceAll("^[. ]+|[. ]+$", "");
    return clean.isEmpty() ? NAMELESS : shortened(clean);
  }

  /// Without its end a file opens nowhere, so the middle goes.
  private static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    int end = LONGEST - ending.length();
    return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end)
        + ending;
  }

  private static boolean shown(int character) {
    return switch (Character.getType(character)) {
      // FORMAT are the marks of direction and the joiners of zero width, which emoji need.
      case Character.FORMAT -> character == 0x200d;
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
