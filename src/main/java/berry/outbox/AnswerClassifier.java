package berry.outbox;

import berry.database.BackOff;
import berry.telegram.Answer;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// Reads Telegram's answers.
final class AnswerClassifier {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration TOKEN_PAUSE = Duration.ofSeconds(60);
  private static final Duration GIVE_UP = Duration.ofHours(24);

  /// The one error of a server that says it did nothing. After any other the message may have gone
  /// out: Telegram's Bot API answers 500 to all it is sending when it restarts, and a gateway 502
  /// when the server behind it went away in the middle. See decision 010.
  private static final int NOT_TAKEN = 503;

  private AnswerClassifier() {}

  /// How long Telegram wants to be left alone (429).
  static Duration pause(Answer.Refused<JsonNode> refused) {
    Duration wait = refused.retryAfter();
    return wait == null ? LONGEST_PAUSE : wait;
  }

  /// @param jitter 0 to 1, so that many rows don't come back at the same moment
  static Delivery of(Answer<JsonNode> answer, ClaimedMessage claimed, double jitter) {
    Delivery delivery =
        switch (answer) {
          case Answer.Ok<JsonNode> ok ->
              claimed.deletes()
                  ? new Delivery.Deleted(claimed.messageIds())
                  : new Delivery.Sent(ok.result());
          case Answer.Refused<JsonNode> refused -> refused(refused, claimed, jitter);
          case Answer.Unreachable<JsonNode> away ->
              new Delivery.Later(pause(claimed, jitter), Reason.AWAY);
          case Answer.Unknown<JsonNode> unknown ->
              claimed.repeatable()
                  ? new Delivery.Later(pause(claimed, jitter), Reason.NO_ANSWER)
                  : new Delivery.Unknown(Reason.NO_ANSWER);
        };
    boolean later = delivery instanceof Delivery.Later || delivery instanceof Delivery.TooFast;
    return later && claimed.age().compareTo(GIVE_UP) > 0
        ? new Delivery.Failed(Reason.GAVE_UP.code(), false)
        : delivery;
  }

  private static Delivery refused(
      Answer.Refused<JsonNode> refused, ClaimedMessage claimed, double jitter) {
    Long moved = refused.migratedTo();
    if (moved != null) {
      return new Delivery.Moved(moved);
    }
    String said = refused.description().toLowerCase(Locale.ROOT);
    if (said.contains("message is not modified")) {
      return new Delivery.Sent(NullNode.getInstance());
    }
    if (claimed.deletes() && said.contains("message to delete not found")) {
      return new Delivery.Deleted(claimed.messageIds());
    }
    if (refused.code() == 429) {
      return new Delivery.TooFast(pause(refused), false);
    }
    if (refused.code() == 401) {
      return new Delivery.Later(TOKEN_PAUSE, Reason.TOKEN);
    }
    if (refused.code() >= 500) {
      return claimed.repeatable() || refused.code() == NOT_TAKEN
          ? new Delivery.Later(pause(claimed, jitter), Reason.TELEGRAM)
          : new Delivery.Unknown(Reason.BROKE_OFF);
    }
    return Refusal.of(refused.description());
  }

  private static Duration pause(ClaimedMessage claimed, double jitter) {
    Duration most = BackOff.after(claimed.attempts(), FIRST_PAUSE, LONGEST_PAUSE);
    return BackOff.jittered(most, 0.5, jitter);
  }
}
