package berry.inbox;

import java.time.Duration;

/// What became of updates handed to the [Inbox]. Only [Stored] may be acknowledged to Telegram.
public sealed interface Receipt {

  /// Committed, and safe to acknowledge.
  ///
  /// @param fresh taken in for the first time
  /// @param repeated taken in before, so refused now: Telegram repeats until it hears a 200
  /// @param quarantined kept raw only, because the database or we could make nothing of them
  record Stored(int fresh, int repeated, int quarantined) implements Receipt {}

  /// The database cannot commit now. Nothing was acknowledged; whoever sent it must send it again.
  ///
  /// @param reason for a log and the answer's text; names no person and no secret
  record Unavailable(String reason, Duration retryAfter) implements Receipt {}

  /// One body is over the limit; none of those handed over with it was taken in.
  record TooLarge(long bytes, long limit) implements Receipt {}
}
