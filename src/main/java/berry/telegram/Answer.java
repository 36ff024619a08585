package berry.telegram;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of a call to the Bot API.
///
/// `sendMessage` has no idempotency key, so whether a call may have been carried out matters more
/// than why it failed: only [Unreachable] and a [Refused] below 500 may be repeated.
public sealed interface Answer<T> {

  /// Carried out.
  record Ok<T>(T result) implements Answer<T> {}

  /// Telegram said no, and did nothing; or it failed.
  ///
  /// @param code `error_code`: 400, 401 (token revoked), 403, 404 (malformed token), 409, 429; 5xx
  ///   when it failed, and then it may have been carried out
  /// @param retryAfter how long Telegram wants to be left alone (429)
  /// @param migratedTo id of the supergroup which the group has become (400)
  record Refused<T>(
      int code, String description, @Nullable Duration retryAfter, @Nullable Long migratedTo)
      implements Answer<T> {}

  /// The call never left this machine, so it was surely not carried out.
  record Unreachable<T>(String reason) implements Answer<T> {}

  /// The call was sent, and no readable answer came: it may have been carried out.
  record Unknown<T>(String reason) implements Answer<T> {}

  /// Why it failed, in one line for a log or a screen; empty when it did not.
  default String why() {
    return switch (this) {
      case Ok<T> ok -> "";
      case Refused<T> refused -> refused.code() + " " + refused.description();
      case Unreachable<T> unreachable -> unreachable.reason();
      case Unknown<T> unknown -> unknown.reason();
    };
  }
}
