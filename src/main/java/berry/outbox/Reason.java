package berry.outbox;

import java.util.List;
import java.util.Locale;

/// Why a message has not arrived. Kept as a code, for the screens say it in the reader's language.
enum Reason {
  /// The person blocked the bot.
  BLOCKED,
  /// The person deleted their Telegram account.
  DEACTIVATED,
  /// The bot was removed from the chat.
  KICKED,
  /// The person has not started the bot.
  NOT_STARTED,
  NO_CHAT,
  TOO_LONG,
  /// A button was pressed too long ago to be answered.
  TOO_LATE,
  /// The bot may not write in this chat.
  NO_RIGHTS,
  /// The message that was to be changed is not there, or never was sent.
  NO_MESSAGE,
  /// Telegram lets nobody change it any more: bots delete within 48 hours.
  TOO_OLD,
  /// The content of the file is not kept any more.
  NO_FILE,
  /// The file is larger than Telegram takes.
  TOO_LARGE,
  /// Telegram refused it for another reason, which follows the code.
  REFUSED,
  /// It could not be sent for 24 hours.
  GAVE_UP,
  /// Berry could not even write the call.
  UNWRITTEN,
  /// Telegram is out of reach.
  AWAY,
  NO_ANSWER,
  /// Telegram asks to wait.
  SLOW_DOWN,
  /// Telegram does not accept the bot's token.
  TOKEN,
  /// Telegram has an error of its own.
  TELEGRAM,
  /// Telegram failed in the middle of the call.
  BROKE_OFF,
  /// Berry stopped in the middle of the call.
  STOPPED,
  /// The group became a supergroup.
  MOVED,
  /// A later change of the same message took its place.
  SUPERSEDED,
  /// The message was changed before it was sent.
  MERGED,
  /// It was deleted before it was sent.
  TAKEN_BACK;

  /// Codes of what ends when Telegram can be reached again.
  static final List<String> OF_TELEGRAM_AWAY =
      List.of(AWAY.code(), TOKEN.code(), TELEGRAM.code(), NO_ANSWER.code());

  /// As `outgoing.reason` and `chat.unreachable` keep it: `too_long`.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The code and what somebody said: `refused: message text is empty`.
  String code(String detail) {
    return code() + ": " + detail;
  }
}
