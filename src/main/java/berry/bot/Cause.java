package berry.bot;

import java.util.Locale;

/// Why updates don't come, for programs; a [Turn] has the words for people.
enum Cause {
  /// Another program polls with the same token.
  FOREIGN_POLLER,
  TOKEN_REFUSED,
  TELEGRAM_AWAY,
  TELEGRAM_REFUSES,
  /// Telegram asks us to wait.
  SLOWED_DOWN,
  /// Telegram can't deliver to our address.
  WEBHOOK_FAILS,
  /// The webhook was not as we set it.
  WEBHOOK_CHANGED,
  DATABASE_AWAY,
  /// Updates are there and can't be confirmed or stored.
  NOT_STORED;

  /// As written to the database and shown by `/readyz`.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
