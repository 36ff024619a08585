package berry.outbox;

import berry.telegram.Answer;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// Reads Telegram's answers.
final class Verdict {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration TOKEN_PAUSE = Duration.ofSeconds(60);
  private static final Duration GIVE_UP = Duration.ofHours(24);

  /// A pressed button stops waiting for its answer after that.
  private static final Duration BUTTON = Duration.ofSeconds(10);

  private Verdict() {}

  /// Whether it is too late to send it at all.
  static boolean late(Parcel parcel) {
    return parcel.method().equals("answerCallbackQuery") && parcel.age().compareTo(BUTTON) > 0;
  }

  /// @param jitter 0 to 1, so that many rows don't come back at the same moment
  static Delivery of(Answer<JsonNode> answer, Parcel parcel, double jitter) {
    Delivery delivery =
        switch (answer) {
          case Answer.Ok<JsonNode> ok -> new Delivery.Sent(ok.result());
          case Answer.Refused<JsonNode> refused -> refused(refused, parcel, jitter);
          case Answer.Unreachable<JsonNode> away ->
              new Delivery.Later(pause(parcel, jitter), Reason.AWAY);
          case Answer.Unknown<JsonNode> unknown ->
              parcel.repeatable()
                  ? new Delivery.Later(pause(parcel, jitter), Reason.NO_ANSWER)
                  : new Delivery.Unknown(Reason.NO_ANSWER);
        };
    return delivery instanceof Delivery.Later && parcel.age().compareTo(GIVE_UP) > 0
        ? new Delivery.Failed(Reason.GAVE_UP.code(), false)
        : delivery;
  }

  private static Delivery refused(Answer.Refused<JsonNode> refused, Parcel parcel, double jitter) {
    Long moved = refused.migratedTo();
    if (moved != null) {
      return new Delivery.Moved(moved);
    }
    String said = refused.description().toLowerCase(Locale.ROOT);
    if (said.contains("message is not modified")) {
      return new Delivery.Sent(NullNode.getInstance());
    }
    if (refused.code() == 429) {
      Duration wait = refused.retryAfter();
      return new Delivery.Later(wait == null ? LONGEST_PAUSE : wait, Reason.SLOW_DOWN);
    }
    if (refused.code() == 401) {
      return new Delivery.Later(TOKEN_PAUSE, Reason.TOKEN);
    }
    if (refused.code() >= 500) {
      return new Delivery.Later(pause(parcel, jitter), Reason.TELEGRAM);
    }
    return failed(refused, said);
  }

  private static Delivery failed(Answer.Refused<JsonNode> refused, String said) {
    if (said.contains("blocked by the user")) {
      return gone(Reason.BLOCKED);
    }
    if (said.contains("user is deactivated")) {
      return gone(Reason.DEACTIVATED);
    }
    if (said.contains("bot was kicked") || said.contains("bot is not a member")) {
      return gone(Reason.KICKED);
    }
    if (said.contains("can't initiate conversation")) {
      return gone(Reason.NOT_STARTED);
    }
    if (said.contains("chat not found")) {
      return new Delivery.Failed(Reason.NO_CHAT.code(), false);
    }
    if (said.contains("too long")) {
      return new Delivery.Failed(Reason.TOO_LONG.code(), false);
    }
    String plain = refused.description().replaceFirst("^(Bad Request|Forbidden|Not Found): ", "");
    return new Delivery.Failed(Reason.REFUSED.code(plain), false);
  }

  private static Delivery gone(Reason reason) {
    return new Delivery.Failed(reason.code(), true);
  }

  /// 1, 2, 4 … 30 seconds, less up to a half.
  private static Duration pause(Parcel parcel, double jitter) {
    long seconds = 1L << Math.min(parcel.attempts() - 1, 5);
    long most = Math.min(seconds * 1_000, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(most - (long) (jitter * most / 2));
  }
}
