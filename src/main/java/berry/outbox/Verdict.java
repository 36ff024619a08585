package berry.outbox;

import berry.telegram.Answer;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// Reads Telegram's answers.
final class Verdict {

  static final String BLOCKED = "the person blocked the bot";

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
              new Delivery.Later(pause(parcel, jitter), "Telegram is out of reach");
          case Answer.Unknown<JsonNode> unknown ->
              parcel.repeatable()
                  ? new Delivery.Later(pause(parcel, jitter), "Telegram did not answer")
                  : new Delivery.Unknown("Telegram did not answer; it may have arrived");
        };
    return delivery instanceof Delivery.Later later && parcel.age().compareTo(GIVE_UP) > 0
        ? new Delivery.Failed(later.reason() + " for 24 hours", false)
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
      return new Delivery.Later(wait == null ? LONGEST_PAUSE : wait, "Telegram asks to wait");
    }
    if (refused.code() == 401) {
      return new Delivery.Later(TOKEN_PAUSE, "Telegram does not accept the bot's token");
    }
    if (refused.code() >= 500) {
      return new Delivery.Later(pause(parcel, jitter), "Telegram has an error of its own");
    }
    return failed(refused, said);
  }

  private static Delivery failed(Answer.Refused<JsonNode> refused, String said) {
    if (said.contains("blocked by the user")) {
      return new Delivery.Failed(BLOCKED, true);
    }
    if (said.contains("user is deactivated")) {
      return new Delivery.Failed("the person deleted their Telegram account", true);
    }
    if (said.contains("bot was kicked") || said.contains("bot is not a member")) {
      return new Delivery.Failed("the bot was removed from the chat", true);
    }
    if (said.contains("can't initiate conversation")) {
      return new Delivery.Failed("the person has not started the bot", true);
    }
    if (said.contains("chat not found")) {
      return new Delivery.Failed("there is no such chat", false);
    }
    String plain = refused.description().replaceFirst("^(Bad Request|Forbidden|Not Found): ", "");
    return new Delivery.Failed("Telegram refused it: " + plain, false);
  }

  /// 1, 2, 4 … 30 seconds, less up to a half.
  private static Duration pause(Parcel parcel, double jitter) {
    long seconds = 1L << Math.min(parcel.attempts() - 1, 5);
    long most = Math.min(seconds * 1_000, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(most - (long) (jitter * most / 2));
  }
}
