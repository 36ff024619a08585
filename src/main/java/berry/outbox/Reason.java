package berry.outbox;

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
  /// Berry stopped in the middle of the call.
  STOPPED,
  /// The group became a supergroup.
  MOVED;

  /// As `outgoing.reason` and `chat.unreachable` keep it: `too_long`.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The code and what somebody said: `refused: message text is empty`.
  String code(String detail) {
    return code() + ": " + detail;
  }
}
