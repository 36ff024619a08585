package berry.outbox;

/// What Telegram's documentation says about how much may be sent: about 1 message a second to a
/// chat, 20 a minute to a group or channel, 30 a second in all. Nobody outside knows the real
/// limits, so these are where an [TokenBucket] begins, and its upper end.
///
/// @param most calls that may begin at once after a silence
/// @param rate calls a second; `most` and what comes at this rate together stay within the
///   documented number
record Limit(double most, double rate) {

  /// The chat id under which the allowance for everything is kept.
  static final long EVERYTHING = 0;

  private static final Limit IN_ALL = new Limit(5, 25);
  private static final Limit PRIVATE = new Limit(3, 1);
  private static final Limit GROUP = new Limit(3, 17.0 / 60);

  /// Groups and channels have negative ids.
  static Limit of(long chatId) {
    if (chatId == EVERYTHING) {
      return IN_ALL;
    }
    return chatId < 0 ? GROUP : PRIVATE;
  }
}
