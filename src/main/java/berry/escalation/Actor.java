package berry.escalation;

import org.jspecify.annotations.Nullable;

/// Who did something, and how.
///
/// @param personId Telegram id; null for Berry itself and for the command line
public record Actor(@Nullable Long personId, Via via) {

  static final Actor BERRY = new Actor(null, Via.BERRY);

  /// Whoever has a shell on the box.
  public static final Actor COMMAND = new Actor(null, Via.COMMAND);

  public static Actor chat(long personId) {
    return new Actor(personId, Via.CHAT);
  }

  public static Actor screen(long personId) {
    return new Actor(personId, Via.SCREEN);
  }
}
