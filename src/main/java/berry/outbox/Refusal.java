package berry.outbox;

import java.util.List;
import java.util.Locale;

/// What Telegram's words mean: it has no codes finer than 400 and 403.
final class Refusal {

  /// @param gone whether nothing can be sent to this chat at all
  private record Phrase(String words, Reason reason, boolean gone) {}

  private static final List<Phrase> KNOWN =
      List.of(
          new Phrase("blocked by the user", Reason.BLOCKED, true),
          new Phrase("user is deactivated", Reason.DEACTIVATED, true),
          new Phrase("bot was kicked", Reason.KICKED, true),
          new Phrase("bot is not a member", Reason.KICKED, true),
          new Phrase("can't initiate conversation", Reason.NOT_STARTED, true),
          new Phrase("group chat was deleted", Reason.NO_CHAT, true),
          new Phrase("group chat was deactivated", Reason.NO_CHAT, true),
          new Phrase("chat not found", Reason.NO_CHAT, true),
          new Phrase("peer_id_invalid", Reason.NO_CHAT, true),
          new Phrase("not enough rights", Reason.NO_RIGHTS, false),
          new Phrase("have no rights", Reason.NO_RIGHTS, false),
          new Phrase("chat_write_forbidden", Reason.NO_RIGHTS, false),
          new Phrase("message to edit not found", Reason.NO_MESSAGE, false),
          new Phrase("message can't be edited", Reason.TOO_OLD, false),
          new Phrase("message can't be deleted", Reason.TOO_OLD, false),
          new Phrase("wrong file identifier", Reason.NO_FILE, false),
          new Phrase("wrong remote file identifier", Reason.NO_FILE, false),
          new Phrase("file is too big", Reason.TOO_LARGE, false),
          new Phrase("request entity too large", Reason.TOO_LARGE, false),
          new Phrase("too long", Reason.TOO_LONG, false));

  private Refusal() {}

  /// @param description Telegram's, as it came
  static Delivery.Failed of(String description) {
    String said = description.toLowerCase(Locale.ROOT);
    for (Phrase phrase : KNOWN) {
      if (said.contains(phrase.words())) {
        return new Delivery.Failed(phrase.reason().code(), phrase.gone());
      }
    }
    String plain = description.replaceFirst("^(Bad Request|Forbidden|Not Found): ", "");
    return new Delivery.Failed(Reason.REFUSED.code(plain), false);
  }
}
