package berry.escalation;

/// Text that must fit.
final class Shortened {

  private Shortened() {}

  /// @param most characters, the … included; none is cut in two
  static String to(int most, String text) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
