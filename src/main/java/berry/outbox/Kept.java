package berry.outbox;

/// What became of a file that somebody wants to send.
public sealed interface Kept {

  record Ready(OutgoingFile file) implements Kept {}

  /// Telegram takes no more from a bot.
  ///
  /// @param most in bytes
  record TooLarge(long most) implements Kept {}
}
