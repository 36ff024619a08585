package berry.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One time that somebody was called because of an incident.
///
/// @param target `person:<Telegram id>`, `webhook` or `mail`
/// @param kind `message`, `repeat`, `fallback` or `prompt`
/// @param state `queued`, `sent`, `failed` or `held`
/// @param why of failed and held
/// @param outgoingId its row in the outbox
/// @param messageId Telegram's, where it was sent past the outbox
/// @param picture whether it is a photo with words under it
public record Notified(
    long id,
    long incidentId,
    int round,
    int step,
    String target,
    String kind,
    String state,
    @Nullable String why,
    Instant at,
    @Nullable Long outgoingId,
    @Nullable Long messageId,
    boolean picture) {

  static final String MESSAGE = "message";
  static final String REPEAT = "repeat";
  static final String FALLBACK = "fallback";
  static final String PROMPT = "prompt";
  static final String QUEUED = "queued";
  static final String SENT = "sent";
  static final String FAILED = "failed";
  static final String HELD = "held";

  private static final String PERSON = "person:";

  /// Whose private chat it is; null for other ways.
  public @Nullable Long personId() {
    return personId(target);
  }

  /// Whose private chat a target is; null for other ways.
  public static @Nullable Long personId(String target) {
    return target.startsWith(PERSON)
        ? (Long) Long.parseLong(target.substring(PERSON.length()))
        : null;
  }

  static String target(long personId) {
    return PERSON + personId;
  }
}
