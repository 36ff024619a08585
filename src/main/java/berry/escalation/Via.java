package berry.escalation;

import java.util.Locale;

/// How somebody did something.
public enum Via {
  /// Berry by itself.
  BERRY,
  CHAT,
  SCREEN,
  COMMAND;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }
}
