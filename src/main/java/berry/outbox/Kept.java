package berry.outbox;

/// What became of a file that somebody wants to send.
public sealed interface Kept {

  record Ready(OutgoingFile file) implements Kept {}

  /// Telegram takes no more from a bot.
  ///
  /// @param most in bytes
  record TooLarge(long most) implements Kept {}

  /// Too much waits to be sent already; nothing of this one is kept.
  ///
  /// @param most what all together may have, in bytes; less than usual when the disk is filling up
  record Full(long most) implements Kept {}
}
