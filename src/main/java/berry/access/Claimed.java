package berry.access;

import java.util.Optional;

/// What became of a claim link.
public sealed interface Claimed {

  /// The person is the owner now. The same person using the same code again hears the same, for
  /// Telegram may deliver an update twice.
  ///
  /// @param before who was the owner and is an admin now
  record Owner(Optional<Long> before) implements Claimed {}

  /// Nothing changed.
  record Refused(Reason reason) implements Claimed {}

  /// Why a claim was refused.
  enum Reason {
    /// Berry made no such code, or long ago.
    UNKNOWN,
    /// Somebody has used it.
    USED,
    /// Its 30 minutes are over, a newer link took its place, or the owner changed since.
    EXPIRED
  }
}
